package dev.jos.store;

/// The type bits of `st_mode`; see inode(7).
final class FileType {

    static final int DIRECTORY = 0040000;
    static final int REGULAR = 0100000;
    static final int SYMLINK = 0120000;

    private FileType() {}

    static int of(Node node) {
        return switch (node) {
            case Directory _ -> DIRECTORY;
            case RegularFile _ -> REGULAR;
            case Symlink _ -> SYMLINK;
        };
    }
}
