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

    private static final Path OPEN_FILES = Path.of("/proc/self/fd");
    private static final String PSEUDO_TERMINALS = "/dev/pts/";

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

    /// Pipes, files and pseudo terminals are told by their names in proc_pid_fd(5): a short command then does without
    /// the native library, which takes longer to load than the command runs.
    @Override
    public boolean isTerminal(int fileDescriptor) {
        String name;
        try {
            name = Files.readSymbolicLink(OPEN_FILES.resolve(Integer.toString(fileDescriptor)))
                    .toString();
        } catch (IOException _) {
            return Libc.isatty(fileDescriptor) == 1;
        }
        if (!name.startsWith("/dev/") || name.equals("/dev/null")) {
            return false;
        }
        return isPseudoTerminal(name) || Libc.isatty(fileDescriptor) == 1;
    }

    private static boolean isPseudoTerminal(String name) {
        return name.startsWith(PSEUDO_TERMINALS)
                && name.length() > PSEUDO_TERMINALS.length()
                && name.chars().skip(PSEUDO_TERMINALS.length()).allMatch(c -> c >= '0' && c <= '9');
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
