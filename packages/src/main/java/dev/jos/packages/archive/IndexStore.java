package dev.jos.packages.archive;

import dev.jos.host.InterProcessLock;
import dev.jos.host.Progress;
import dev.jos.packages.Architecture;
import dev.jos.packages.archive.ArchiveState.KnownFile;
import dev.jos.packages.archive.ArchiveState.Role;
import dev.jos.packages.lock.LockedSuite;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;
import org.tukaani.xz.XZIOException;

/// Makes binary indices from package lists and opens them, making one anew when it is missing, damaged or of an older
/// layout.
final class IndexStore {

    private final ArchiveCache cache;

    IndexStore(ArchiveCache cache) {
        this.cache = cache;
    }

    PackageIndex open(Architecture architecture, ArchiveState state, Progress progress) throws IOException {
        try {
            return PackageIndex.open(cache.index(state));
        } catch (NoSuchFileException | CorruptIndexException e) {
            try (InterProcessLock _ = cache.lock(progress)) {
                return build(architecture, state, progress);
            }
        }
    }

    /// Makes the index of `state`, whose lists must be in the cache.
    PackageIndex build(Architecture architecture, ArchiveState state, Progress progress) throws IOException {
        List<KnownFile> lists = state.files(Role.PACKAGES);
        IndexBuilder builder = new IndexBuilder(architecture, state.suites());
        List<String> suites = state.suites().stream().map(LockedSuite::name).toList();
        try (Progress.Task task = progress.start("Indexing packages", lists.size(), Progress.Unit.ITEMS)) {
            for (KnownFile list : lists) {
                add(architecture, list, suites.indexOf(list.suite()), builder);
                task.advance(1);
            }
        }
        cache.writeIndex(state, builder.build());
        return PackageIndex.open(cache.index(state));
    }

    private void add(Architecture architecture, KnownFile list, int suite, IndexBuilder builder) throws IOException {
        try (InputStream in = ListFiles.open(cache.file(list.file().sha256()), list)) {
            PackagesReader reader = new PackagesReader(ListFiles.name(list), in, architecture);
            for (Optional<PackageRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                builder.add(suite, next.get());
            }
        } catch (XZIOException | ZipException | EOFException | BoundedStream.TooLong damaged) {
            throw new IndexSyntaxException(ListFiles.name(list), damaged);
        }
    }
}
