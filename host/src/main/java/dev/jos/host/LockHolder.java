package dev.jos.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// Who holds a lock of flock(2), as the kernel tells in `/proc/locks`; see proc_locks(5).
final class LockHolder {

    private static final Path LOCKS = Path.of("/proc/locks");
    private static final int KIND = 1;
    private static final int PROCESS = 4;
    private static final int FILE = 5;
    private static final int FIELDS = 8;

    private LockHolder() {}

    /// A process that holds a lock on `path`; empty where the kernel does not tell: in a container, on some file
    /// systems.
    static OptionalLong of(Path path) {
        try {
            long device = ((Number) Files.getAttribute(path, "unix:dev")).longValue();
            long inode = ((Number) Files.getAttribute(path, "unix:ino")).longValue();
            return find(Files.readString(LOCKS), device, inode);
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /// @param device as in `st_dev` of stat(3type)
    static OptionalLong find(String locks, long device, long inode) {
        long major = ((device >> 8) & 0xfff) | ((device >> 32) & ~0xfffL);
        long minor = (device & 0xff) | ((device >> 12) & ~0xffL);
        String file = "%02x:%02x:%d".formatted(major, minor, inode);
        return locks.lines()
                .map(line -> line.strip().split(" +"))
                // Those who wait have an arrow before the kind, and so another number of fields.
                .filter(fields -> fields.length == FIELDS && fields[KIND].equals("FLOCK") && fields[FILE].equals(file))
                .mapToLong(fields -> Long.parseLong(fields[PROCESS]))
                .filter(process -> process > 0)
                .findFirst();
    }
}
