package dev.jos.host.testing;

import dev.jos.host.DurableFiles;
import dev.jos.host.IoConsumer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Durable files on a disk that stops after a number of steps, as if the power had been cut there.
///
/// A write counts as three steps, so that it can also stop with half a staged file, or with a whole one not yet
/// renamed. Once stopped, every further call fails. What was done before stays, as on a real disk. Nothing is
/// flushed: tests need no real durability.
public final class FailingFiles implements DurableFiles {

    /// Thrown where the power was cut.
    public static final class PowerCut extends IOException {

        PowerCut(int steps) {
            super("power cut after " + steps + " steps");
        }
    }

    /// What a test does with durable files.
    @FunctionalInterface
    public interface Scenario {

        void run(DurableFiles files) throws IOException;
    }

    /// What must hold after every cut.
    @FunctionalInterface
    public interface Check {

        void holdsAfter(int steps, boolean finished) throws IOException;
    }

    private final int limit;
    private int steps;

    private FailingFiles(int limit) {
        this.limit = limit;
    }

    /// Stops before step `limit` (from 0).
    public static FailingFiles stoppingAfter(int limit) {
        return new FailingFiles(limit);
    }

    /// Never stops; counts.
    public static FailingFiles working() {
        return new FailingFiles(Integer.MAX_VALUE);
    }

    /// Runs `scenario` again and again, cutting the power one step later each time, until it finishes; `check` is
    /// called after each. The scenario has to prepare a fresh place itself.
    ///
    /// @return how many different cuts there were
    public static int atEveryStep(Scenario scenario, Check check) throws IOException {
        for (int limit = 0; ; limit++) {
            FailingFiles files = stoppingAfter(limit);
            boolean finished = false;
            try {
                scenario.run(files);
                finished = files.steps <= limit;
            } catch (IOException e) {
                if (files.steps <= limit) {
                    throw e;
                }
            }
            check.holdsAfter(limit, finished);
            if (finished) {
                return limit;
            }
        }
    }

    /// The steps done so far.
    public int steps() {
        return Math.min(steps, limit);
    }

    private void step() throws PowerCut {
        steps++;
        if (steps > limit) {
            throw new PowerCut(limit);
        }
    }

    private boolean isCutNext() {
        return steps == limit;
    }

    @Override
    public void write(Path file, IoConsumer<OutputStream> content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        content.accept(out);
        byte[] bytes = out.toByteArray();
        step();
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path staged = file.resolveSibling("." + file.getFileName() + ".cut.tmp");
        if (isCutNext()) {
            Files.write(staged, Arrays.copyOf(bytes, bytes.length / 2));
        }
        step();
        Files.write(staged, bytes);
        step();
        Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void replaceLink(Path link, Path target) throws IOException {
        step();
        Files.createDirectories(link.toAbsolutePath().getParent());
        Path staged = link.resolveSibling("." + link.getFileName() + ".cut.tmp");
        Files.deleteIfExists(staged);
        Files.createSymbolicLink(staged, target);
        step();
        Files.move(staged, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        step();
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        step();
        Files.createDirectories(directory);
    }

    @Override
    public void delete(Path path) throws IOException {
        step();
        Files.deleteIfExists(path);
    }

    @Override
    public void deleteTree(Path path) throws IOException {
        if (Files.notExists(path)) {
            return;
        }
        try (Stream<Path> below = Files.walk(path)) {
            List<Path> bottomUp = below.sorted(Comparator.reverseOrder()).toList();
            for (Path each : bottomUp) {
                delete(each);
            }
        }
    }

    @Override
    public void sync(Path fileOrDirectory) throws IOException {
        step();
    }

    @Override
    public void syncFileSystem(Path path) throws IOException {
        step();
    }

    @Override
    public WritableByteChannel stage(Path file, boolean executable) throws IOException {
        step();
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(executable ? "r-xr-xr-x" : "r--r--r--"));
        return new CuttableChannel(channel);
    }

    @Override
    public void publish(List<Staged> files) throws IOException {
        if (files.isEmpty()) {
            return;
        }
        step();
        for (Staged file : files) {
            rename(file.from(), file.to());
        }
        step();
    }

    @Override
    public void deleteAll(List<Path> files) throws IOException {
        for (Path file : files) {
            delete(file);
        }
    }

    /// Writes half of what it is given when the power is cut.
    private final class CuttableChannel implements WritableByteChannel {

        private final FileChannel channel;

        CuttableChannel(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            if (isCutNext()) {
                bytes.limit(bytes.position() + bytes.remaining() / 2);
                channel.write(bytes);
            }
            step();
            return channel.write(bytes);
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
