package dev.jos.packages.bench;

import dev.jos.host.HttpDownloader;
import dev.jos.host.JosRoot;
import dev.jos.host.LinuxDurableFiles;
import dev.jos.host.LinuxSystemCalls;
import dev.jos.host.Progress;
import dev.jos.packages.Architecture;
import dev.jos.packages.archive.Archive;
import dev.jos.packages.archive.ArchiveSettings;
import dev.jos.packages.archive.IndexedPackage;
import dev.jos.packages.archive.PackageIndex;
import dev.jos.packages.lock.AccountIds;
import dev.jos.packages.lock.LockFile;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.resolve.Request;
import dev.jos.packages.resolve.Resolution;
import dev.jos.packages.resolve.Resolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Resolves a request against the full index: `ResolveBenchmark DIRECTORY PACKAGE…`. Writes the names of the answer to
/// `DIRECTORY/answer`, and those of the essential packages to `DIRECTORY/essential`, for comparison with apt.
public final class ResolveBenchmark {

    private static final int WARM_RUNS = 10;

    private ResolveBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        List<String> wanted = List.of(arguments).subList(1, arguments.length);
        LinuxDurableFiles files = new LinuxDurableFiles(new LinuxSystemCalls());
        Archive archive = Archive.of(
                ArchiveSettings.DEFAULT, new JosRoot(directory.resolve("root")), new HttpDownloader(files), files);
        archive.indexOrRefresh(Architecture.AMD64, Progress.NONE);

        long start = System.nanoTime();
        PackageIndex index = archive.index(Architecture.AMD64);
        report("open the index", start);
        Request request = Request.of(Architecture.AMD64, wanted);
        start = System.nanoTime();
        Resolution answer = new Resolver(index).resolve(request, List.of());
        report(
                "resolve %d packages, first time in this process"
                        .formatted(answer.packages().size()),
                start);
        long best = Long.MAX_VALUE;
        for (int i = 0; i < WARM_RUNS; i++) {
            start = System.nanoTime();
            new Resolver(index).resolve(request, List.of());
            best = Math.min(best, System.nanoTime() - start);
        }
        System.out.printf("%6d ms  resolve, best of %d more%n", best / 1_000_000, WARM_RUNS);
        LockFile lock = new LockFile(directory.resolve("jos.lock"));
        lock.write(answer.toLock(archive.settings(), AccountIds.NONE), files);
        start = System.nanoTime();
        lock.read();
        report("read the lock", start);
        Files.write(
                directory.resolve("answer"),
                answer.packages().stream().map(LockedPackage::name).toList());
        Files.write(
                directory.resolve("essential"),
                answer.packages().stream()
                        .flatMap(each -> index.newest(each.name()).stream())
                        .filter(IndexedPackage::essential)
                        .map(IndexedPackage::name)
                        .toList());
    }

    private static void report(String what, long start) {
        System.out.printf("%6d ms  %s%n", (System.nanoTime() - start) / 1_000_000, what);
    }
}
