package dev.jos.packages.archive;

import dev.jos.host.Download;
import dev.jos.host.Downloader;
import dev.jos.host.InterProcessLock;
import dev.jos.host.Progress;
import dev.jos.packages.archive.ArchiveState.KnownFile;
import dev.jos.packages.archive.ArchiveState.Role;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.zip.ZipException;
import org.tukaani.xz.XZIOException;

/// The source packages of the archive, from its `Sources` lists, which are fetched when first asked for and
/// read from end to end for each question: 40 MB in a second.
public final class Sources {

    private final ArchiveSettings settings;
    private final ArchiveState state;
    private final ArchiveCache cache;
    private final Downloader downloader;

    Sources(ArchiveSettings settings, ArchiveState state, ArchiveCache cache, Downloader downloader) {
        this.settings = settings;
        this.state = state;
        this.cache = cache;
        this.downloader = downloader;
    }

    /// All versions of a source package, the newest first, and of equal ones the one of the first suite.
    ///
    /// @throws IndexSyntaxException if a list does not follow its format
    public List<SourceRecord> find(String name, Progress progress) throws IOException {
        List<SourceRecord> found = new ArrayList<>();
        search(name::equals, found::add, progress);
        found.sort(Comparator.comparing(SourceRecord::version).reversed());
        return found;
    }

    /// Names of source packages that are spelled much like one that is not there, the likeliest first.
    public List<String> nearest(String name, Progress progress) throws IOException {
        Set<String> names = new TreeSet<>();
        forEach(each -> names.add(each.name()), progress);
        return NearestNames.among(name, names.stream());
    }

    /// Shows every source package, suite by suite, to `reader`.
    ///
    /// @throws IndexSyntaxException if a list does not follow its format
    public void forEach(Consumer<SourceRecord> reader, Progress progress) throws IOException {
        search(_ -> true, reader, progress);
    }

    private void search(Predicate<String> wanted, Consumer<SourceRecord> reader, Progress progress) throws IOException {
        List<KnownFile> lists = state.files(Role.SOURCES);
        fetch(lists, progress);
        try (Progress.Task task = progress.start("Searching source packages", lists.size(), Progress.Unit.ITEMS)) {
            for (KnownFile list : lists) {
                scan(list, wanted, reader);
                task.advance(1);
            }
        }
    }

    private void scan(KnownFile list, Predicate<String> wanted, Consumer<SourceRecord> to) throws IOException {
        try (InputStream in = ListFiles.open(cache.file(list.file().sha256()), list)) {
            SourcesReader sources = new SourcesReader(list.suite(), ListFiles.name(list), in);
            for (Optional<SourceRecord> next = sources.next(wanted); next.isPresent(); next = sources.next(wanted)) {
                to.accept(next.get());
            }
        } catch (XZIOException | ZipException | EOFException | BoundedStream.TooLong damaged) {
            throw new IndexSyntaxException(ListFiles.name(list), damaged);
        }
    }

    private void fetch(List<KnownFile> lists, Progress progress) throws IOException {
        List<Download> missing = new ArrayList<>();
        for (KnownFile list : lists) {
            if (!cache.has(list.file())) {
                missing.add(Refresh.download(settings, cache, Suite.named(list.suite()), true, list.file()));
            }
        }
        if (!missing.isEmpty()) {
            try (InterProcessLock _ = cache.lock(progress)) {
                downloader.download(missing, progress.labelled("Downloading lists of sources"));
            }
        }
    }
}
