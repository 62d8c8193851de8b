package dev.jos.host;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The C library by JNA's direct mapping. The only class with native methods; loading it loads JNA, so nothing that
/// must start fast touches it.
///
/// Constants are those of Linux that x86-64 and arm64 share. `O_DIRECTORY` and `O_NOFOLLOW` differ between the two
/// and are therefore not used.
final class Libc {

    static final int O_RDONLY = 0;
    static final int O_RDWR = 2;
    static final int O_CREAT = 0x40;
    static final int O_CLOEXEC = 0x80000;

    static final int LOCK_SH = 1;
    static final int LOCK_EX = 2;
    static final int LOCK_NB = 4;

    static final int AT_FDCWD = -100;
    static final int RENAME_NOREPLACE = 1;
    static final int RENAME_EXCHANGE = 2;
    static final long TIOCGWINSZ = 0x5413;

    private static final int ENOENT = 2;
    private static final int EINTR = 4;
    private static final int EAGAIN = 11;
    private static final int EACCES = 13;
    private static final int EEXIST = 17;
    private static final int ENOTDIR = 20;
    private static final int EISDIR = 21;
    private static final int ENOSPC = 28;
    private static final int EROFS = 30;
    private static final int EMLINK = 31;
    private static final int EDQUOT = 122;

    static {
        // The C library that this process has loaded already; by its name JNA would search directories for it.
        Native.register(Libc.class, NativeLibrary.getProcess());
    }

    private Libc() {}

    static native int open(String path, int flags, int mode) throws LastErrorException;

    static native int close(int descriptor) throws LastErrorException;

    static native int flock(int descriptor, int operation) throws LastErrorException;

    static native int syncfs(int descriptor) throws LastErrorException;

    static native int linkat(int fromDirectory, String from, int toDirectory, String to, int flags)
            throws LastErrorException;

    static native int renameat2(int fromDirectory, String from, int toDirectory, String to, int flags)
            throws LastErrorException;

    static native int geteuid();

    static native int getegid();

    static native int isatty(int descriptor);

    static native int ioctl(int descriptor, NativeLong request, byte[] argument) throws LastErrorException;

    /// The typed exception for a failed call.
    static IOException failure(String call, LastErrorException e, Path path, @Nullable Path other) {
        String first = path.toString();
        String second = other == null ? null : other.toString();
        return switch (e.getErrorCode()) {
            case ENOENT -> new NoSuchFileException(first, second, null);
            case EEXIST -> new FileAlreadyExistsException(first, second, null);
            case EACCES -> new AccessDeniedException(first, second, null);
            case ENOTDIR -> new NotDirectoryException(first);
            case ENOSPC, EDQUOT -> new DiskFull(first);
            case EMLINK -> new TooManyLinks(first, String.valueOf(second));
            default -> new SystemCallFailed(call, e.getErrorCode(), first, second);
        };
    }

    /// An open file descriptor that is closed once.
    static final class Descriptor implements AutoCloseable {

        private static final int CLOSED = -1;

        private final Path path;
        private final AtomicInteger number;

        private Descriptor(Path path, int number) {
            this.path = path;
            this.number = new AtomicInteger(number);
        }

        static Descriptor openForReading(Path path) throws IOException {
            try {
                return new Descriptor(path, open(path.toString(), O_RDONLY | O_CLOEXEC, 0));
            } catch (LastErrorException e) {
                throw failure("open", e, path, null);
            }
        }

        /// Creates a missing file. Directories, and files that one may only read, can be locked too.
        static Descriptor openForLocking(Path path) throws IOException {
            try {
                return new Descriptor(path, open(path.toString(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
            } catch (LastErrorException e) {
                return switch (e.getErrorCode()) {
                    case EISDIR, EACCES, EROFS -> openForReading(path);
                    default -> throw failure("open", e, path, null);
                };
            }
        }

        int number() {
            return number.get();
        }

        /// Takes a lock; false if another holds it and `operation` says not to wait.
        boolean lock(int operation) throws IOException {
            while (true) {
                try {
                    flock(number(), operation);
                    return true;
                } catch (LastErrorException e) {
                    if (e.getErrorCode() == EAGAIN) {
                        return false;
                    }
                    if (e.getErrorCode() != EINTR) {
                        throw failure("flock", e, path, null);
                    }
                }
            }
        }

        boolean isStillAtItsPath() throws IOException {
            try {
                return Files.isSameFile(Path.of("/proc/self/fd", Integer.toString(number())), path);
            } catch (NoSuchFileException _) {
                return false;
            }
        }

        @Override
        public void close() {
            int open = number.getAndSet(CLOSED);
            if (open != CLOSED) {
                // Nothing was written through it, so a failure loses nothing.
                Libc.close(open);
            }
        }
    }
}
