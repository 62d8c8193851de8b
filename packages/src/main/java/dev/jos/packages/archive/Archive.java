package dev.jos.packages.archive;

import dev.jos.host.Downloader;
import dev.jos.host.DurableFiles;
import dev.jos.host.JosRoot;
import dev.jos.host.Progress;
import dev.jos.packages.Architecture;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.lock.LockedSuite;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/// The Debian archive as jos sees it: verified releases, and an index of their packages kept on this machine.
@SuppressWarnings("DoNotCallSuggester")
public final class Archive {

    private final ArchiveSettings settings;

    Archive(ArchiveSettings settings, JosRoot root, Downloader downloader, DurableFiles files, Clock clock) {
        this.settings = settings;
    }

    /// An archive whose indices lie in the cache of `root`. Does no IO.
    public static Archive of(ArchiveSettings settings, JosRoot root, Downloader downloader, DurableFiles files) {
        return new Archive(settings, root, downloader, files, Clock.systemUTC());
    }

    /// Fetches and verifies the current releases and package lists of every suite. Until everything is there and
    /// verified, [#index] keeps showing the state before.
    ///
    /// @param seen states of suites seen elsewhere, as in a lock: an older one is refused
    public void refresh(Architecture architecture, List<LockedSuite> seen, Progress progress) throws IOException {
        throw new UnsupportedOperationException("not yet");
    }

    /// The packages of the last good refresh; opens in milliseconds, needs no network.
    ///
    /// @throws IndexMissingException when there was no refresh yet with these suites and components
    public PackageIndex index(Architecture architecture) throws IOException {
        throw new UnsupportedOperationException("not yet");
    }

    /// The last good index, after a first refresh when there is none.
    public PackageIndex indexOrRefresh(Architecture architecture, Progress progress) throws IOException {
        throw new UnsupportedOperationException("not yet");
    }

    /// Where the `.deb` of a locked package can be downloaded, best first. Needs no index.
    public List<URI> locations(LockedPackage locked) {
        return settings.mirrors().locations(Suite.named(locked.suite()), locked.file());
    }
}
