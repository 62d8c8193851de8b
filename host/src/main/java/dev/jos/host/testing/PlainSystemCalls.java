package dev.jos.host.testing;

import dev.jos.host.SystemCalls;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// System calls without a native library: an ordinary user, no terminal, as much disk as a test says. Flushes are
/// counted, not done.
public class PlainSystemCalls implements SystemCalls {

    private final List<Path> flushed = new ArrayList<>();
    private long freeBytes = Long.MAX_VALUE;

    /// The paths whose file systems were flushed, in order.
    public synchronized List<Path> flushed() {
        return List.copyOf(flushed);
    }

    /// From now on the disk has this much room.
    public synchronized void setFreeBytes(long bytes) {
        freeBytes = bytes;
    }

    @Override
    public synchronized void syncFileSystem(Path path) {
        flushed.add(path);
    }

    @Override
    public void link(Path existing, Path link) throws IOException {
        Files.createLink(link, existing);
    }

    @Override
    public void exchange(Path first, Path second) throws IOException {
        Path aside = first.resolveSibling("." + first.getFileName() + ".aside");
        Files.move(first, aside, StandardCopyOption.ATOMIC_MOVE);
        Files.move(second, first, StandardCopyOption.ATOMIC_MOVE);
        Files.move(aside, second, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void renameToNew(Path from, Path to) throws IOException {
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(from.toString(), to.toString(), null);
        }
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public int effectiveUserId() {
        return 1000;
    }

    @Override
    public int effectiveGroupId() {
        return 1000;
    }

    @Override
    public synchronized long freeBytes(Path path) throws IOException {
        return freeBytes;
    }

    @Override
    public boolean isTerminal(int fileDescriptor) {
        return false;
    }

    @Override
    public OptionalInt terminalWidth(int fileDescriptor) {
        return OptionalInt.empty();
    }
}
