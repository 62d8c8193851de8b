package dev.jos.bootloader;

import java.io.IOException;
import java.nio.file.Path;

/// The boot partition has no room for what must be added before anything may be deleted.
public final class BootDirectoryFullException extends IOException {

    private final transient Path directory;
    private final long needed;
    private final long free;

    BootDirectoryFullException(Path directory, long needed, long free) {
        super("`" + directory + "` has " + free + " bytes free and needs " + needed);
        this.directory = directory;
        this.needed = needed;
        this.free = free;
    }

    public Path directory() {
        return directory;
    }

    /// In bytes.
    public long needed() {
        return needed;
    }

    /// In bytes.
    public long free() {
        return free;
    }
}
