package dev.jos.packages.deb;

import dev.jos.host.HttpDownloader;
import dev.jos.host.JosRoot;
import dev.jos.host.LinuxDurableFiles;
import dev.jos.host.LinuxSystemCalls;
import dev.jos.host.Progress;
import dev.jos.host.Sha256;
import dev.jos.interfaces.BindablePackage;
import dev.jos.interfaces.InterfaceLayer;
import dev.jos.packages.DebianVersion;
import dev.jos.packages.PackageId;
import dev.jos.packages.archive.Mirrors;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Imports a list of packages and prints how long it took. Not a test: `bench/` runs it.
///
/// Arguments: a file of tab-separated lines (name, version, architecture, suite, source, its version, pool path,
/// size, digest)
/// and the directory to work in; packages already downloaded there are not downloaded again.
final class ImportMeasurement {

    private ImportMeasurement() {}

    public static void main(String[] arguments) throws IOException {
        List<LockedPackage> packages = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            packages.add(locked(line.split("\t", -1)));
        }
        JosRoot root = new JosRoot(Path.of(arguments[1]));
        LinuxSystemCalls calls = new LinuxSystemCalls();
        LinuxDurableFiles files = new LinuxDurableFiles(calls);
        Store store = Store.open(root, files, calls);
        PackageImporter importer = new PackageImporter(root, store, files, new HttpDownloader(files), Mirrors.DEFAULT);
        long start = System.nanoTime();
        importer.download(packages, Progress.NONE);
        System.out.printf("download %.2f s%n", seconds(start));
        start = System.nanoTime();
        List<ImportedPackage> imported = importer.importAll(packages, Progress.NONE);
        double took = seconds(start);
        long unpacked =
                imported.stream().mapToLong(ImportedPackage::unpackedSize).sum();
        System.out.printf(
                "import %.2f s, %d packages, %.1f MB unpacked, %.1f MB/s%n",
                took, imported.size(), unpacked / 1e6, unpacked / 1e6 / took);
        for (int i = 0; i < 5; i++) {
            start = System.nanoTime();
            importer.importAll(packages, Progress.NONE);
            System.out.printf("load %.3f s%n", seconds(start));
        }
        for (int i = 0; i < 3; i++) {
            bind(imported);
        }
    }

    private static void bind(List<ImportedPackage> imported) throws IOException {
        long start = System.nanoTime();
        List<BindablePackage> interfaces = new ArrayList<>();
        for (ImportedPackage each : imported) {
            interfaces.add(each.bindable());
        }
        double read = seconds(start);
        InterfaceLayer layer = InterfaceLayer.bind(interfaces);
        System.out.printf(
                "bind %.3f s (%.3f s of it reading), %d interfaces, %d unmet, %d inherent%n",
                seconds(start),
                read,
                layer.bindings().size(),
                layer.unmet().size(),
                layer.inherent().size());
        layer.unmet().stream().limit(20).forEach(System.out::println);
    }

    private static LockedPackage locked(String[] fields) {
        return new LockedPackage(
                new PackageId(fields[0], DebianVersion.parse(fields[1]), fields[2]),
                fields[3],
                fields[4],
                DebianVersion.parse(fields[5]),
                fields[6],
                Long.parseLong(fields[7]),
                Sha256.parse(fields[8]));
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
