package dev.jos.host;

import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalInt;

/// The system calls of the running machine. Making one costs nothing; the first call loads the native library.
public final class LinuxSystemCalls implements SystemCalls {

    /// The size of `struct winsize`: rows, columns and two unused, 16 bits each; see ioctl_tty(2).
    private static final int WINSIZE_BYTES = 8;

    @Override
    public void syncFileSystem(Path path) throws IOException {
        try (Libc.Descriptor descriptor = Libc.Descriptor.openForReading(path)) {
            Libc.syncfs(descriptor.number());
        } catch (LastErrorException e) {
            throw Libc.failure("syncfs", e, path, null);
        }
    }

    @Override
    public void link(Path existing, Path link) throws IOException {
        try {
            Libc.linkat(Libc.AT_FDCWD, existing.toString(), Libc.AT_FDCWD, link.toString(), 0);
        } catch (LastErrorException e) {
            throw Libc.failure("linkat", e, existing, link);
        }
    }

    @Override
    public void exchange(Path first, Path second) throws IOException {
        rename(first, second, Libc.RENAME_EXCHANGE);
    }

    @Override
    public void renameToNew(Path from, Path to) throws IOException {
        rename(from, to, Libc.RENAME_NOREPLACE);
    }

    private static void rename(Path from, Path to, int flags) throws IOException {
        try {
            Libc.renameat2(Libc.AT_FDCWD, from.toString(), Libc.AT_FDCWD, to.toString(), flags);
        } catch (LastErrorException e) {
            throw Libc.failure("renameat2", e, from, to);
        }
    }

    @Override
    public int effectiveUserId() {
        return Libc.geteuid();
    }

    @Override
    public int effectiveGroupId() {
        return Libc.getegid();
    }

    @Override
    public long freeBytes(Path path) throws IOException {
        if (Files.notExists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        return path.toFile().getUsableSpace();
    }

    @Override
    public boolean isTerminal(int fileDescriptor) {
        return Libc.isatty(fileDescriptor) == 1;
    }

    @Override
    public OptionalInt terminalWidth(int fileDescriptor) {
        byte[] size = new byte[WINSIZE_BYTES];
        try {
            Libc.ioctl(fileDescriptor, new NativeLong(Libc.TIOCGWINSZ), size);
        } catch (LastErrorException _) {
            return OptionalInt.empty();
        }
        int columns = ByteBuffer.wrap(size).order(ByteOrder.nativeOrder()).getShort(2);
        return columns > 0 ? OptionalInt.of(columns) : OptionalInt.empty();
    }
}
