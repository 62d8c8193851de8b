package dev.jos.interfaces.elf;

import java.io.IOException;

/// A file that begins like an ELF file and contradicts the format, or goes beyond the reader's bounds.
public final class MalformedElfException extends IOException {

    MalformedElfException(String problem) {
        super(problem);
    }
}
