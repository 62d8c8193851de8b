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
import java.util.List;
import java.util.zip.ZipException;
import org.tukaani.xz.XZIOException;

/// Lists that a refresh only takes note of, since few ask for them: fetched when somebody does, and read from end to
/// end.
record OnDemandLists(ArchiveSettings settings, ArchiveState state, ArchiveCache cache, Downloader downloader) {

    /// Reads one list.
    @FunctionalInterface
    interface Reading {
        void read(KnownFile list, InputStream plain) throws IOException;
    }

    /// Shows all lists of a kind to `reading`, decompressed, after fetching those that are not here.
    ///
    /// @param doing what is done with them, for people
    /// @param plural what they are, for people
    /// @throws IndexSyntaxException if one cannot be decompressed
    void read(Role role, String doing, String plural, Progress progress, Reading reading) throws IOException {
        List<KnownFile> lists = state.files(role);
        fetch(lists, plural, progress);
        try (Progress.Task task = progress.start(doing, lists.size(), Progress.Unit.ITEMS)) {
            for (KnownFile list : lists) {
                try (InputStream plain = ListFiles.open(cache.file(list.file().sha256()), list)) {
                    reading.read(list, plain);
                } catch (XZIOException | ZipException | EOFException | BoundedStream.TooLong damaged) {
                    throw new IndexSyntaxException(ListFiles.name(list), damaged);
                }
                task.advance(1);
            }
        }
    }

    private void fetch(List<KnownFile> lists, String plural, Progress progress) throws IOException {
        List<Download> missing = new ArrayList<>();
        for (KnownFile list : lists) {
            if (!cache.has(list.file())) {
                missing.add(Refresh.download(settings, cache, Suite.named(list.suite()), true, list.file()));
            }
        }
        if (!missing.isEmpty()) {
            try (InterProcessLock _ = cache.lock(progress)) {
                downloader.download(missing, progress.labelled("Downloading " + plural));
            }
        }
    }
}
