package dev.jos.host;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Durable files of the running machine: stage beside the target, fsync, rename, fsync the directory.
///
/// The order matters on every file system: without the first fsync a renamed file may be empty after a power cut,
/// without the second its name may be gone.
public final class LinuxDurableFiles implements DurableFiles {

    private static final int BUFFER = 1 << 16;

    private final SystemCalls systemCalls;

    public LinuxDurableFiles(SystemCalls systemCalls) {
        this.systemCalls = systemCalls;
    }

    @Override
    public void write(Path file, IoConsumer<OutputStream> content) throws IOException {
        createDirectories(parent(file));
        Path staged = stagedBeside(file);
        try {
            stage(staged, content);
            rename(staged, file);
        } catch (IOException e) {
            abandon(staged, e);
            throw typed(e, file);
        } catch (RuntimeException e) {
            abandon(staged, e);
            throw e;
        }
    }

    private static void stage(Path staged, IoConsumer<OutputStream> content) throws IOException {
        try (FileChannel channel = FileChannel.open(staged, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
            content.accept(out);
            out.flush();
            channel.force(true);
        }
    }

    @Override
    public void replaceLink(Path link, Path target) throws IOException {
        createDirectories(parent(link));
        Path staged = stagedBeside(link);
        Files.createSymbolicLink(staged, target);
        try {
            rename(staged, link);
        } catch (IOException e) {
            abandon(staged, e);
            throw e;
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(parent(to));
        if (!parent(from).equals(parent(to))) {
            sync(parent(from));
        }
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        createDirectories(parent(directory));
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        }
        sync(parent(directory));
    }

    @Override
    public void delete(Path path) throws IOException {
        if (Files.deleteIfExists(path)) {
            sync(parent(path));
        }
    }

    @Override
    public void deleteTree(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(path, new Remover());
        sync(parent(path));
    }

    @Override
    public void sync(Path fileOrDirectory) throws IOException {
        try (FileChannel channel = FileChannel.open(fileOrDirectory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void syncFileSystem(Path path) throws IOException {
        systemCalls.syncFileSystem(path);
    }

    private static Path stagedBeside(Path file) {
        String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        return file.resolveSibling("." + file.getFileName() + "." + random + ".tmp");
    }

    private static void abandon(Path staged, Exception reason) {
        try {
            Files.deleteIfExists(staged);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private static Path parent(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path.toAbsolutePath() : parent;
    }

    /// Java has no type for a full disk; callers need one.
    private static IOException typed(IOException e, Path file) {
        if (!DiskFull.isMeantBy(e) || e instanceof DiskFull) {
            return e;
        }
        DiskFull full = new DiskFull(file.toString());
        full.initCause(e);
        return full;
    }

    /// Removes bottom-up; what another process removes at the same time is fine.
    private static final class Remover extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            makeWritable(directory);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
            if (e != null) {
                throw e;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }

        private static void makeWritable(Path directory) {
            // A checkout holds read-only directories; an ordinary user cannot remove entries from them.
            if (!Files.isWritable(directory)) {
                directory.toFile().setWritable(true, true);
            }
        }
    }
}
