package dev.jos.packages.deb;

import dev.jos.host.DiskFull;
import dev.jos.host.InterProcessLock;
import dev.jos.host.JosRoot;
import dev.jos.host.LockWaits;
import dev.jos.host.Progress;
import dev.jos.packages.deb.PackageRecords.Finding;
import dev.jos.packages.deb.xz.DecodingHelpers;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One import of many packages: two threads download in groups, one thread per processor unpacks what has arrived,
/// the
/// largest first, so that no large one is left over for the end.
final class ImportRun {

    private static final Comparator<LockedPackage> LARGEST_FIRST =
            Comparator.comparingLong(LockedPackage::size).reversed().thenComparing(Comparator.naturalOrder());
    private static final int DOWNLOADING_THREADS = 2;
    private static final int PACKAGES_A_DOWNLOAD = 16;
    private static final long BYTES_A_DOWNLOAD = 32L << 20;
    /// What a thread that unpacks may need: an xz dictionary and a few buffers.
    private static final long MEMORY_A_THREAD = 96L << 20;

    private final JosRoot root;
    private final PackageDownloads downloads;
    private final PackageRecords records;
    private final ImportGroups groups;
    private final DecodingHelpers helpers;
    private final Progress progress;
    private final ImportFailures failures = new ImportFailures();
    private final List<ImportedPackage> byOthers = Collections.synchronizedList(new ArrayList<>());

    ImportRun(
            JosRoot root,
            Store store,
            PackageDownloads downloads,
            PackageRecords records,
            DecodingHelpers helpers,
            Progress progress) {
        this.root = root;
        this.downloads = downloads;
        this.records = records;
        this.groups =
                new ImportGroups(store, records, new LockWaits(progress), failure -> failures.add(typed(failure)));
        this.helpers = helpers;
        this.progress = progress;
    }

    /// Imports all of `packages`, each of which occurs once.
    Collection<ImportedPackage> run(List<LockedPackage> packages) throws IOException {
        Files.createDirectories(locks());
        List<LockedPackage> there = new ArrayList<>();
        List<LockedPackage> absent = new ArrayList<>();
        for (LockedPackage each : packages) {
            (downloads.isThere(each) ? there : absent).add(each);
        }
        absent.sort(LARGEST_FIRST);
        ArrivedPackages arrived = new ArrivedPackages(there, LARGEST_FIRST, absent.size());
        try (ImportGroups _ = groups;
                Progress.Task downloading = absent.isEmpty()
                        ? null
                        : progress.start("Downloading packages", total(absent), Progress.Unit.BYTES);
                Progress.Task importing = progress.start("Importing packages", total(packages), Progress.Unit.BYTES)) {
            List<Thread> threads = new ArrayList<>();
            DownloadQueue queue = new DownloadQueue(absent, PACKAGES_A_DOWNLOAD, BYTES_A_DOWNLOAD);
            if (downloading != null) {
                for (int i = 0; i < DOWNLOADING_THREADS; i++) {
                    threads.add(Thread.ofPlatform()
                            .name("fetch-" + i)
                            .daemon()
                            .start(() -> download(queue, arrived, downloading)));
                }
            }
            for (int i = 0; i < Math.min(threads(), packages.size()); i++) {
                threads.add(Thread.ofPlatform().name("import-" + i).daemon().start(() -> unpack(arrived, importing)));
            }
            join(threads);
        }
        failures.throwAny();
        List<ImportedPackage> all = new ArrayList<>(groups.imported());
        all.addAll(byOthers);
        return all;
    }

    static int threads() {
        long byMemory = Runtime.getRuntime().maxMemory() / MEMORY_A_THREAD;
        return (int) Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), byMemory));
    }

    private static long total(List<LockedPackage> packages) {
        return packages.stream().mapToLong(LockedPackage::size).sum();
    }

    private static void join(List<Thread> threads) throws IOException {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException interrupted) {
            threads.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("the import was interrupted");
        }
    }

    private void download(DownloadQueue queue, ArrivedPackages arrived, Progress.Task task) {
        Progress joined = new JoinedProgress(task);
        for (List<LockedPackage> next = queue.next(); !next.isEmpty(); next = queue.next()) {
            boolean fetched = false;
            if (!failures.isFatal()) {
                try {
                    downloads.fetch(next, joined);
                    fetched = true;
                } catch (IOException | RuntimeException failure) {
                    failures.add(failure);
                }
            }
            for (LockedPackage each : next) {
                arrived.arrived(each, fetched || isThere(each));
            }
        }
    }

    private boolean isThere(LockedPackage locked) {
        try {
            return downloads.isThere(locked);
        } catch (IOException failure) {
            failures.add(failure);
            return false;
        }
    }

    private void unpack(ArrivedPackages arrived, Progress.Task task) {
        try {
            for (Optional<LockedPackage> next = arrived.take(); next.isPresent(); next = arrived.take()) {
                if (!failures.isFatal()) {
                    unpack(next.get(), task);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void unpack(LockedPackage locked, Progress.Task task) {
        try {
            unpackOnce(locked, task);
        } catch (IOException | RuntimeException | Error failure) {
            failures.add(typed(failure));
        }
    }

    /// Java has no type for a full disk; callers need one.
    private Throwable typed(Throwable failure) {
        return failure instanceof IOException io && DiskFull.isMeantBy(io)
                ? new DiskFull(root.store().toString())
                : failure;
    }

    /// Nobody else, thread or process, unpacks the same package meanwhile.
    private void unpackOnce(LockedPackage locked, Progress.Task task) throws IOException {
        InterProcessLock lock = lock(locked);
        boolean kept = false;
        try {
            Optional<ImportedPackage> already = records.find(locked);
            if (already.isPresent()) {
                byOthers.add(already.get());
                return;
            }
            ImportGroup group = groups.join();
            @Nullable Finding finding = null;
            try {
                finding = read(locked, group, task);
            } finally {
                if (finding == null) {
                    groups.giveUp(group);
                }
            }
            kept = true;
            groups.finish(group, finding, lock);
        } finally {
            if (!kept) {
                lock.close();
            }
        }
    }

    private Finding read(LockedPackage locked, ImportGroup group, Progress.Task task) throws IOException {
        DebImport deb = new DebImport(locked, downloads.path(locked), helpers);
        try {
            return deb.read(group.batch(), task);
        } catch (DebImport.WrongDigest | NoSuchFileException damaged) {
            // The cache was damaged behind our back: fetch once more, this time verified on arrival.
            task.advance(-locked.size());
            downloads.forget(locked);
            downloads.fetch(List.of(locked), Progress.NONE);
            return deb.read(group.batch(), task);
        }
    }

    private InterProcessLock lock(LockedPackage locked) throws IOException {
        Path path = locks().resolve(locked.sha256().hex().substring(0, 2));
        Optional<InterProcessLock> free = InterProcessLock.tryExclusive(path);
        return free.isPresent() ? free.get() : groups.await(path);
    }

    private Path locks() {
        return root.packages().resolve(".locks");
    }
}
