package dev.jos.packages.deb;

import dev.jos.host.Download;
import dev.jos.host.DownloadFailed;
import dev.jos.host.Downloader;
import dev.jos.host.JosRoot;
import dev.jos.host.Progress;
import dev.jos.packages.archive.Mirrors;
import dev.jos.packages.archive.Suite;
import dev.jos.packages.lock.LockedPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/// The cache of downloaded packages, by digest.
record PackageDownloads(JosRoot root, Downloader downloader, Mirrors mirrors) {

    /// Where the package's file is, once it is there.
    Path path(LockedPackage locked) {
        return root.downloads().resolve(locked.sha256().hex());
    }

    /// Whether a file of the right size is there; its digest is checked when it is read.
    boolean isThere(LockedPackage locked) throws IOException {
        Path path = path(locked);
        return Files.exists(path) && Files.size(path) == locked.size();
    }

    /// Downloads `packages`, verified.
    ///
    /// @throws DownloadFailed naming all that could not be had; the others are there
    void fetch(Collection<LockedPackage> packages, Progress progress) throws IOException {
        List<Download> wanted = packages.stream().map(this::download).toList();
        if (!wanted.isEmpty()) {
            downloader.download(wanted, progress.labelled("Downloading packages"));
        }
    }

    private Download download(LockedPackage locked) {
        return Download.of(
                mirrors.locations(Suite.named(locked.suite()), locked.file()),
                path(locked),
                locked.sha256(),
                locked.size());
    }

    /// Removes a file that turned out to be damaged.
    void forget(LockedPackage locked) throws IOException {
        Files.deleteIfExists(path(locked));
    }
}
