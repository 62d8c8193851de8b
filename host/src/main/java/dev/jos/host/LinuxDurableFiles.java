package dev.jos.host;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Durable files of the running machine: stage beside the target, fsync, rename, fsync the directory.
///
/// The order matters on every file system: without the first fsync a renamed file may be empty after a power cut,
/// without the second its name may be gone.
public final class LinuxDurableFiles implements DurableFiles {

    private static final int BUFFER = 1 << 16;

    /// Up to so many files are flushed one by one, which is faster than flushing whatever else the file system has.
    private static final int FEW = 8;

    private static final Set<OpenOption> NEW_FILE = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final FileAttribute<?> READ_ONLY = permissions("r--r--r--");
    private static final FileAttribute<?> EXECUTABLE = permissions("r-xr-xr-x");

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

    @Override
    public WritableByteChannel stage(Path file, boolean executable) throws IOException {
        FileAttribute<?> permissions = executable ? EXECUTABLE : READ_ONLY;
        FileChannel channel = FileChannel.open(file, NEW_FILE, permissions);
        try {
            // The umask may have taken bits away.
            Files.setAttribute(file, permissions.name(), permissions.value());
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void publish(List<Staged> files) throws IOException {
        if (files.isEmpty()) {
            return;
        }
        boolean few = files.size() <= FEW;
        if (few) {
            for (Staged file : files) {
                sync(file.from());
            }
        } else {
            syncFileSystem(files.getFirst().from());
        }
        Set<Path> directories = new HashSet<>();
        for (Staged file : files) {
            Files.move(file.from(), file.to(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            directories.add(parent(file.to()));
        }
        if (few) {
            for (Path directory : directories) {
                sync(directory);
            }
        } else {
            syncFileSystem(files.getFirst().to());
        }
    }

    @Override
    public void deleteAll(List<Path> files) throws IOException {
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        if (!files.isEmpty()) {
            syncFileSystem(parent(files.getFirst()));
        }
    }

    private static FileAttribute<?> permissions(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
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
