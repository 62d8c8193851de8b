package dev.jos.packages.archive;

/// The local package index is damaged, although its checksum was right when it was opened. Unchecked: the index is
/// opened
/// by [Archive], which builds a damaged one anew.
public final class CorruptIndexException extends RuntimeException {

    CorruptIndexException(String problem) {
        super("the local package index is damaged: " + problem);
    }
}
