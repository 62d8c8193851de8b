package dev.jos.store.bench;

import dev.jos.host.Command;
import dev.jos.host.JosRoot;
import dev.jos.host.LinuxDurableFiles;
import dev.jos.host.LinuxProcesses;
import dev.jos.host.LinuxSystemCalls;
import dev.jos.store.CollisionException;
import dev.jos.store.CollisionPolicy;
import dev.jos.store.Directory;
import dev.jos.store.Entry;
import dev.jos.store.ErofsImage;
import dev.jos.store.Layer;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import dev.jos.store.StoreBatch;
import dev.jos.store.Symlink;
import dev.jos.store.Tree;
import dev.jos.store.TreeCodec;
import dev.jos.store.ViewComposer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// `bench/store.sh` runs this. Every figure of ours stands beside that of a peer from the same run.
public final class StoreBenchmark {

    private static final int WARM_UP = 15;
    private static final int ROUNDS = 15;
    private static final int INGEST_FILES = 12_500;
    private static final int INGEST_MEGABYTES = 300;

    private final Path scratch;
    private final LinuxProcesses processes = new LinuxProcesses();
    private final LinuxSystemCalls systemCalls = new LinuxSystemCalls();

    private StoreBenchmark(Path scratch) {
        this.scratch = scratch;
    }

    public static void main(String[] arguments) throws Exception {
        StoreBenchmark benchmark = new StoreBenchmark(Files.createDirectories(Path.of(arguments[0])));
        boolean peers = arguments.length < 2 || !arguments[1].equals("--no-peers");
        if (!Boolean.getBoolean("ingest.only")) {
            benchmark.images(12_500, peers);
            benchmark.images(100_000, peers);
            say("peak memory of this JVM so far", peakMemory());
        }
        benchmark.ingest(peers);
    }

    private void images(int inodes, boolean peers) throws IOException {
        List<Layer> layers = SyntheticSystem.layers(inodes);
        Path image = scratch.resolve("ours-" + inodes + ".erofs");
        double first = seconds(() -> composeAndWrite(layers, image));
        for (int i = 0; i < WARM_UP; i++) {
            composeAndWrite(layers, image);
        }
        double warm = median(() -> composeAndWrite(layers, image));
        Tree tree = compose(layers);
        byte[] encoding = TreeCodec.encode(tree);
        String label = tree.size() + " inodes: ";
        say(label + "compose and write the image, first", milliseconds(first));
        say(label + "compose and write the image, warm", milliseconds(warm));
        say(label + "compose alone, warm", milliseconds(median(() -> compose(layers))));
        say(label + "encode and identify the tree, warm", milliseconds(median(tree::id)));
        say(label + "decode the tree, warm", milliseconds(median(() -> TreeCodec.decode(encoding))));
        say(label + "size of image and manifest", Files.size(image) + " and " + encoding.length + " bytes");
        if (peers) {
            Path directory = scratch.resolve("tree-" + inodes);
            checkOut(tree, directory);
            Path theirs = scratch.resolve("peer.erofs");
            double peer = seconds(() ->
                    processes.run(Command.of("mkfs.erofs", "-T0", "--quiet", theirs.toString(), directory.toString())
                            .timeout(Duration.ofMinutes(10))));
            say(label + "mkfs.erofs of empty files with these paths", milliseconds(peer));
        }
    }

    private static void composeAndWrite(List<Layer> layers, Path image) throws IOException {
        try (OutputStream out = Files.newOutputStream(image)) {
            ErofsImage.writeMetadata(compose(layers), out);
        }
    }

    private static Tree compose(List<Layer> layers) throws IOException {
        try {
            return ViewComposer.compose(layers, CollisionPolicy.NONE).tree();
        } catch (CollisionException e) {
            throw new IOException(e);
        }
    }

    private static void checkOut(Tree tree, Path directory) throws IOException {
        if (Files.exists(directory)) {
            return;
        }
        for (Entry entry : tree.entries()) {
            Path path = directory.resolve(entry.path());
            switch (entry.node()) {
                case Directory _ -> Files.createDirectories(path);
                case Symlink link -> Files.createSymbolicLink(path, Path.of(link.target()));
                case RegularFile _ -> Files.createFile(path);
            }
        }
    }

    private void ingest(boolean peers) throws Exception {
        List<Path> files = sources();
        systemCalls.syncFileSystem(scratch);
        Store[] store = new Store[1];
        for (String run : List.of("cold", "warm", "again into the same store")) {
            if (!run.startsWith("again")) {
                Path root = Files.createTempDirectory(scratch, "root");
                store[0] = Store.open(new JosRoot(root), new LinuxDurableFiles(systemCalls), systemCalls);
            }
            double each = seconds(() -> addAll(store[0], files));
            say("ingest of " + INGEST_FILES + " files, " + run, rate(each));
        }
        if (peers) {
            Path from = scratch.resolve("sources");
            Path to = Files.createTempDirectory(scratch, "copy");
            double hash = seconds(() -> run("find", from.toString(), "-type", "f", "-exec", "sha256sum", "{}", "+"));
            double copy = seconds(() -> run("cp", "-r", from.toString(), to.toString()));
            double sync = seconds(() -> run("sync", "-f", to.toString()));
            say("sha256sum, then cp, then sync -f", rate(hash + copy + sync));
            say("  of which sha256sum, cp, sync", "%.2f, %.2f, %.2f s".formatted(hash, copy, sync));
        }
    }

    private void run(String... command) throws IOException {
        processes.run(Command.of(List.of(command)).timeout(Duration.ofMinutes(10)));
    }

    private static void addAll(Store store, List<Path> files) throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        long start = System.nanoTime();
        try (StoreBatch batch = store.batch();
                ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> parts = new ArrayList<>();
            for (int part = 0; part < threads; part++) {
                int first = part;
                parts.add(executor.submit(() -> {
                    for (int i = first; i < files.size(); i += threads) {
                        try (InputStream in = Files.newInputStream(files.get(i))) {
                            batch.add(in, false);
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> part : parts) {
                part.get();
            }
            say("  of which until the commit", String.format(Locale.ROOT, "%.2f s", (System.nanoTime() - start) / 1e9));
            batch.commit();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IOException(e);
        }
    }

    private List<Path> sources() throws IOException {
        Path directory = scratch.resolve("sources");
        Random random = new Random(1);
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < INGEST_FILES; i++) {
            Path file = directory.resolve(i % 100 + "/" + i);
            files.add(file);
            if (!Files.exists(file)) {
                Files.createDirectories(directory.resolve(Integer.toString(i % 100)));
                // As in a distribution: most files are small, most bytes are in large ones.
                int average = INGEST_MEGABYTES * 1_000_000 / INGEST_FILES;
                byte[] content = new byte[i % 20 == 0 ? average * 15 : average / 4];
                random.nextBytes(content);
                Files.write(file, content);
            }
        }
        return files;
    }

    private static String rate(double seconds) {
        return String.format(Locale.ROOT, "%.2f s, %.0f MB/s", seconds, INGEST_MEGABYTES / seconds);
    }

    private static String milliseconds(double seconds) {
        return String.format(Locale.ROOT, "%.0f ms", seconds * 1000);
    }

    private static String peakMemory() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .findFirst()
                .orElseThrow()
                .substring(6)
                .strip();
    }

    @FunctionalInterface
    private interface Work {

        void run() throws IOException;
    }

    private static double median(Work work) throws IOException {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            times.add(seconds(work));
        }
        times.sort(null);
        return times.get(ROUNDS / 2);
    }

    private static double seconds(Work work) throws IOException {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    @SuppressWarnings("SystemOut") // A benchmark's figures are its output.
    private static void say(String what, String figure) {
        System.out.printf(Locale.ROOT, "%-75s %s%n", what, figure);
    }
}
