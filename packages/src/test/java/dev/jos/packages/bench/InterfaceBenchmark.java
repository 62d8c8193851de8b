package dev.jos.packages.bench;

import dev.jos.host.HttpDownloader;
import dev.jos.host.JosRoot;
import dev.jos.host.LinuxDurableFiles;
import dev.jos.host.LinuxSystemCalls;
import dev.jos.host.Progress;
import dev.jos.interfaces.BindablePackage;
import dev.jos.interfaces.ElfObject;
import dev.jos.interfaces.InterfaceLayer;
import dev.jos.interfaces.PackageInterfaces;
import dev.jos.interfaces.elf.ElfFile;
import dev.jos.packages.archive.ArchiveSettings;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.deb.InterfaceLayers;
import dev.jos.packages.deb.PackageImporter;
import dev.jos.packages.lock.Lock;
import dev.jos.packages.lock.LockFile;
import dev.jos.store.ObjectId;
import dev.jos.store.Store;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/// Reads and binds the interfaces of a lock whose packages are imported: `InterfaceBenchmark ROOT LOCK LIST`. Records
/// are read on all processors, all else is done by one thread. Writes the paths of the ELF files to `LIST`, for a peer
/// to read the same.
public final class InterfaceBenchmark {

    private static final int WARM_RUNS = 5;

    private final Store store;
    private final List<ImportedPackage> packages;
    private final Supplier<InterfaceLayers> layers;

    private InterfaceBenchmark(Store store, List<ImportedPackage> packages, Supplier<InterfaceLayers> layers) {
        this.store = store;
        this.packages = packages;
        this.layers = layers;
    }

    public static void main(String[] arguments) throws IOException {
        JosRoot root = new JosRoot(Path.of(arguments[0]));
        LinuxSystemCalls systemCalls = new LinuxSystemCalls();
        LinuxDurableFiles files = new LinuxDurableFiles(systemCalls);
        Store store = Store.open(root, files, systemCalls);
        Lock lock = new LockFile(Path.of(arguments[1])).read().orElseThrow();
        List<ImportedPackage> packages = new PackageImporter(
                        root, store, files, new HttpDownloader(files), ArchiveSettings.DEFAULT.mirrors())
                .importAll(lock.installed(), Progress.NONE);
        new InterfaceBenchmark(store, packages, () -> new InterfaceLayers(root.layers(), files, () -> "benchmark"))
                .run(Path.of(arguments[2]));
    }

    private interface Step {
        Object run() throws IOException;
    }

    private void run(Path list) throws IOException {
        measure("bind %d packages from their records".formatted(packages.size()), this::bindRecords);
        peakMemory();
        List<BindablePackage> bindable = read();
        measure("… of which reading the records", this::read);
        measure("… of which binding", () -> InterfaceLayer.bind(bindable));

        Map<ObjectId, ElfObject> objects = objects(bindable);
        Collection<Path> files = objects.keySet().stream().map(store::path).toList();
        Files.write(list, files.stream().map(Path::toString).toList());
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        double seconds = measure("index %d ELF files, %d MB".formatted(files.size(), bytes / 1_000_000), () -> {
            List<ElfObject> read = new ArrayList<>();
            for (Map.Entry<ObjectId, ElfObject> each : objects.entrySet()) {
                read.add(index(each.getKey(), each.getValue().paths()));
            }
            return read;
        });
        System.out.printf(Locale.ROOT, "%15.0f  … MB/s of ELF, warm, one thread%n", bytes / 1e6 / seconds);
        measure("bind from nothing: index, and bind", () -> InterfaceLayer.bind(indexed(bindable)));
    }

    private InterfaceLayer bindRecords() throws IOException {
        return InterfaceLayer.bind(read());
    }

    private List<BindablePackage> read() throws IOException {
        // By new ones, so that nothing is known from before.
        return layers.get().bindable(packages);
    }

    private static Map<ObjectId, ElfObject> objects(List<BindablePackage> packages) {
        Map<ObjectId, ElfObject> objects = new LinkedHashMap<>();
        packages.forEach(each -> each.interfaces()
                .objects()
                .forEach(object -> objects.putIfAbsent(ObjectId.parse(object.object()), object)));
        return objects;
    }

    private List<BindablePackage> indexed(List<BindablePackage> packages) throws IOException {
        List<BindablePackage> indexed = new ArrayList<>();
        for (BindablePackage each : packages) {
            PackageInterfaces recorded = each.interfaces();
            List<ElfObject> objects = new ArrayList<>();
            for (ElfObject object : recorded.objects()) {
                objects.add(index(ObjectId.parse(object.object()), object.paths()));
            }
            PackageInterfaces interfaces = new PackageInterfaces(
                    recorded.packageName(),
                    objects,
                    recorded.links(),
                    recorded.libraryDirectories(),
                    recorded.unreadable());
            indexed.add(new BindablePackage(interfaces, each.source(), each.depends()));
        }
        return indexed;
    }

    private ElfObject index(ObjectId id, List<String> paths) throws IOException {
        try (FileChannel channel = FileChannel.open(store.path(id))) {
            return ElfObject.of(ElfFile.read(channel).orElseThrow(), id.name(), paths);
        }
    }

    /// Prints the first time and the best of some more; returns the best, in seconds.
    private static double measure(String what, Step step) throws IOException {
        long first = time(step);
        long best = Long.MAX_VALUE;
        for (int i = 0; i < WARM_RUNS; i++) {
            best = Math.min(best, time(step));
        }
        System.out.printf("%7d %7d  %s%n", first / 1_000_000, best / 1_000_000, what);
        return best / 1e9;
    }

    private static long time(Step step) throws IOException {
        long start = System.nanoTime();
        Objects.requireNonNull(step.run());
        return System.nanoTime() - start;
    }

    private static void peakMemory() throws IOException {
        Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .forEach(line -> System.out.printf(
                        "%12d MB  peak memory until here%n", Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024));
    }
}
