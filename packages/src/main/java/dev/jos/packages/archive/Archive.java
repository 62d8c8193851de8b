package dev.jos.packages.archive;

import dev.jos.host.DownloadFailed;
import dev.jos.host.Downloader;
import dev.jos.host.DurableFiles;
import dev.jos.host.InterProcessLock;
import dev.jos.host.JosRoot;
import dev.jos.host.Progress;
import dev.jos.host.Sha256;
import dev.jos.packages.Architecture;
import dev.jos.packages.lock.Lock;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.lock.LockedSuite;
import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The Debian archive as jos sees it: verified releases, and an index of their packages kept on this machine.
public final class Archive {

    /// How long package lists stay that nobody refreshes any more: those of a suite that was tried once.
    private static final Duration UNUSED = Duration.ofDays(60);

    private final ArchiveSettings settings;
    private final ArchiveCache cache;
    private final Downloader downloader;
    private final @Nullable ArchiveKeys keys;
    private final Clock clock;
    private final IndexStore indices;

    private Archive(
            ArchiveSettings settings,
            ArchiveCache cache,
            Downloader downloader,
            @Nullable ArchiveKeys keys,
            Clock clock) {
        this.settings = settings;
        this.cache = cache;
        this.downloader = downloader;
        this.keys = keys;
        this.clock = clock;
        this.indices = new IndexStore(cache);
    }

    /// An archive signed by Debian, whose indices lie in the cache of `root`. Does no IO.
    public static Archive of(ArchiveSettings settings, JosRoot root, Downloader downloader, DurableFiles files) {
        return new Archive(settings, new ArchiveCache(root, files), downloader, null, Clock.systemUTC());
    }

    /// An archive signed by other keys, judged by another clock.
    public static Archive of(
            ArchiveSettings settings,
            JosRoot root,
            Downloader downloader,
            DurableFiles files,
            ArchiveKeys keys,
            Clock clock) {
        return new Archive(settings, new ArchiveCache(root, files), downloader, keys, clock);
    }

    public ArchiveSettings settings() {
        return settings;
    }

    /// The same archive, seen through other suites.
    public Archive ofSuites(List<Suite> suites) {
        var others = new ArchiveSettings(settings.mirrors(), suites, settings.components());
        return new Archive(others, cache, downloader, keys, clock);
    }

    /// Fetches and verifies the current releases and package lists of every suite. Until everything is there and
    /// verified,
    /// [#index] keeps showing the state before.
    ///
    /// @param seen states of suites seen elsewhere, as in a lock: an older one is refused
    /// @throws ReleaseRejectedException when a release is not to be believed
    /// @throws dev.jos.host.DownloadFailed when a mirror does not yield a file, or yields another one
    /// @throws IndexSyntaxException when a package list does not follow its format
    public PackageIndex refresh(Architecture architecture, List<LockedSuite> seen, Progress progress)
            throws IOException {
        try (InterProcessLock _ = cache.lock(progress)) {
            ReleaseVerifier verifier = new ReleaseVerifier(keys == null ? ArchiveKeys.debian() : keys, clock);
            Refresh refresh = new Refresh(settings, cache, downloader, verifier);
            ArchiveState state = refresh.run(architecture, datesSeen(seen), progress);
            PackageIndex index = openOrBuild(architecture, state, progress);
            cache.write(architecture, settings, state);
            cache.sweep(Instant.now().minus(UNUSED));
            return index;
        }
    }

    private PackageIndex openOrBuild(Architecture architecture, ArchiveState state, Progress progress)
            throws IOException {
        try {
            return PackageIndex.open(cache.index(state));
        } catch (NoSuchFileException | CorruptIndexException e) {
            return indices.build(architecture, state, progress);
        }
    }

    private Map<String, Instant> datesSeen(List<LockedSuite> elsewhere) throws IOException {
        Map<String, Instant> dates = new HashMap<>();
        elsewhere.forEach(suite -> see(dates, suite));
        cache.states().forEach(state -> state.suites().forEach(suite -> see(dates, suite)));
        return dates;
    }

    private static void see(Map<String, Instant> dates, LockedSuite suite) {
        dates.merge(suite.name(), suite.date(), (a, b) -> a.isAfter(b) ? a : b);
    }

    /// The packages of the last good refresh; opens in milliseconds, needs no network.
    ///
    /// @throws IndexMissingException when there was no refresh yet with these suites and components
    public PackageIndex index(Architecture architecture) throws IOException {
        Optional<ArchiveState> state = state(architecture);
        while (state.isPresent()) {
            try {
                return indices.open(architecture, state.get(), Progress.NONE);
            } catch (NoSuchFileException e) {
                // Swept by a refresh that came between, or by somebody who cleared a part of the cache.
                Optional<ArchiveState> now = state(architecture);
                state = now.equals(state) ? Optional.empty() : now;
            }
        }
        throw new IndexMissingException(architecture);
    }

    /// The last good index, after a first refresh when there is none.
    public PackageIndex indexOrRefresh(Architecture architecture, Progress progress) throws IOException {
        try {
            return index(architecture);
        } catch (IndexMissingException e) {
            return refresh(architecture, List.of(), progress);
        }
    }

    private Optional<ArchiveState> state(Architecture architecture) throws IOException {
        return cache.state(architecture, settings);
    }

    /// The lists of the files in all packages, which are large and fetched when first asked for.
    ///
    /// @throws IndexMissingException when there was no refresh yet with these suites and components
    public Contents contents(Architecture architecture) throws IOException {
        ArchiveState state = state(architecture).orElseThrow(() -> new IndexMissingException(architecture));
        return new Contents(new OnDemandLists(settings, state, cache, downloader));
    }

    /// The source packages of the suites, after a refresh when nothing is known of them yet.
    public Sources sources(Architecture architecture, Progress progress) throws IOException {
        Optional<ArchiveState> known = state(architecture)
                .filter(state -> !state.files(ArchiveState.Role.SOURCES).isEmpty());
        if (known.isEmpty()) {
            refresh(architecture, List.of(), progress);
        }
        ArchiveState state = state(architecture).orElseThrow(() -> new IndexMissingException(architecture));
        return new Sources(new OnDemandLists(settings, state, cache, downloader));
    }

    /// Where the `.deb` of a locked package can be downloaded, best first. Needs no index.
    public List<URI> locations(LockedPackage locked) {
        return settings.mirrors().locations(Suite.named(locked.suite()), locked.file());
    }

    /// Where a file of a source package can be downloaded, best first.
    public List<URI> locations(SourceRecord source, SourceRecord.File file) {
        return settings.mirrors().locations(Suite.named(source.suite()), source.directory() + "/" + file.name());
    }

    /// What a failed download of locked packages means, if it means that the mirrors moved on: they keep only the
    /// newest
    /// version of a package. Nothing when something else went wrong.
    public Optional<PackagesGoneException> gone(DownloadFailed failure, Lock lock) {
        Map<Sha256, LockedPackage> locked = new HashMap<>();
        lock.installed().forEach(each -> locked.put(each.sha256(), each));
        List<PackagesGoneException.Gone> gone = new ArrayList<>();
        for (DownloadFailed.Failure each : failure.failures()) {
            LockedPackage missing = each.download().sha256().map(locked::get).orElse(null);
            if (missing != null && each.nowhere()) {
                gone.add(new PackagesGoneException.Gone(missing, replacement(missing, lock.architecture())));
            }
        }
        return gone.isEmpty() ? Optional.empty() : Optional.of(new PackagesGoneException(gone));
    }

    /// The newest package of the same name, when that is another one, as far as the last refresh knows.
    private Optional<LockedPackage> replacement(LockedPackage locked, Architecture architecture) {
        try {
            return index(architecture)
                    .newest(locked.name())
                    .map(IndexedPackage::locked)
                    .filter(newest -> !newest.sha256().equals(locked.sha256()));
        } catch (IOException e) {
            // Knowing what replaced it is a courtesy; that it is gone is the news.
            return Optional.empty();
        }
    }
}
