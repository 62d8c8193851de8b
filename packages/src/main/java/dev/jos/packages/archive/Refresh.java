package dev.jos.packages.archive;

import dev.jos.host.Download;
import dev.jos.host.Downloader;
import dev.jos.host.Progress;
import dev.jos.host.Sha256;
import dev.jos.packages.Architecture;
import dev.jos.packages.archive.ArchiveState.KnownFile;
import dev.jos.packages.archive.ArchiveState.Role;
import dev.jos.packages.lock.LockedSuite;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// One walk to the mirrors: releases, their verification, and the lists that are not here yet.
final class Refresh {

    /// A release of a large suite has 200 kB; whatever has more than this is not one.
    private static final long MAX_RELEASE = 16L << 20;

    private final ArchiveSettings settings;
    private final ArchiveCache cache;
    private final Downloader downloader;
    private final ReleaseVerifier verifier;

    Refresh(ArchiveSettings settings, ArchiveCache cache, Downloader downloader, ReleaseVerifier verifier) {
        this.settings = settings;
        this.cache = cache;
        this.downloader = downloader;
        this.verifier = verifier;
    }

    /// The new state, all of whose package lists are in the cache. Nothing refers to it yet.
    ///
    /// @param seen dates of releases seen before, by suite
    ArchiveState run(Architecture architecture, Map<String, Instant> seen, Progress progress) throws IOException {
        fetchReleases(progress);
        List<LockedSuite> suites = new ArrayList<>();
        List<KnownFile> files = new ArrayList<>();
        List<Download> wanted = new ArrayList<>();
        for (Suite suite : settings.suites()) {
            byte[] inRelease = inRelease(suite);
            Release release = verifier.verify(suite, inRelease, Optional.ofNullable(seen.get(suite.name())));
            suites.add(new LockedSuite(suite.name(), release.date(), Sha256.of(inRelease)));
            for (KnownFile list : packageLists(suite, release, architecture)) {
                files.add(list);
                if (!cache.has(list.file())) {
                    wanted.add(download(settings, cache, suite, release.byHash(), list.file()));
                }
            }
            files.addAll(contentLists(suite, release, architecture));
            files.addAll(sourceLists(suite, release));
        }
        if (!wanted.isEmpty()) {
            downloader.download(wanted, progress.labelled("Downloading package lists"));
        }
        return new ArchiveState(suites, files);
    }

    private void fetchReleases(Progress progress) throws IOException {
        List<Download> releases = new ArrayList<>();
        for (Suite suite : settings.suites()) {
            List<URI> sources = settings.mirrors().locations(suite, "dists/" + suite + "/InRelease");
            releases.add(new Download(sources, cache.incoming(suite.name()), Optional.empty(), OptionalLong.empty()));
        }
        downloader.download(releases, progress.labelled("Downloading release files"));
    }

    private byte[] inRelease(Suite suite) throws IOException {
        Path file = cache.incoming(suite.name());
        if (Files.size(file) > MAX_RELEASE) {
            throw new ReleaseRejectedException(
                    suite.name(), new ReleaseProblem.NotSigned("it is longer than %d bytes".formatted(MAX_RELEASE)));
        }
        return Files.readAllBytes(file);
    }

    private List<KnownFile> packageLists(Suite suite, Release release, Architecture architecture) throws IOException {
        List<KnownFile> lists = new ArrayList<>();
        for (String component : settings.components()) {
            String plain = component + "/binary-" + architecture + "/Packages";
            try {
                lists.add(new KnownFile(
                        Role.PACKAGES,
                        suite.name(),
                        component,
                        release.file(plain + ".xz"),
                        release.file(plain).size()));
            } catch (Rejection e) {
                throw new ReleaseRejectedException(suite.name(), e.problem());
            }
        }
        return lists;
    }

    private List<KnownFile> contentLists(Suite suite, Release release, Architecture architecture) {
        return settings.components().stream()
                .flatMap(component -> Stream.of(architecture.debianName(), Architecture.ALL)
                        .flatMap(machine -> contentList(suite, release, component, machine).stream()))
                .toList();
    }

    private List<KnownFile> sourceLists(Suite suite, Release release) {
        return settings.components().stream()
                .flatMap(component ->
                        onDemand(Role.SOURCES, suite, release, component, component + "/source/Sources", ".xz")
                                .stream())
                .toList();
    }

    private static Optional<KnownFile> contentList(Suite suite, Release release, String component, String machine) {
        return onDemand(Role.CONTENTS, suite, release, component, component + "/Contents-" + machine, ".gz");
    }

    /// A list that is fetched when it is asked for; nothing if the suite has none.
    private static Optional<KnownFile> onDemand(
            Role role, Suite suite, Release release, String component, String plain, String compression) {
        IndexFile compressed = release.files().get(plain + compression);
        IndexFile whole = release.files().get(plain);
        return compressed == null || whole == null || whole.size() == 0
                ? Optional.empty()
                : Optional.of(new KnownFile(role, suite.name(), component, compressed, whole.size()));
    }

    /// How to fetch a verified file: by its digest where the mirror keeps such names, so that an update of the
    /// mirror half way through does no harm.
    static Download download(
            ArchiveSettings settings, ArchiveCache cache, Suite suite, boolean byHash, IndexFile file) {
        List<URI> sources = new ArrayList<>();
        String directory = file.path().substring(0, file.path().lastIndexOf('/') + 1);
        if (byHash) {
            sources.addAll(settings.mirrors()
                    .locations(suite, "dists/" + suite + "/" + directory + "by-hash/SHA256/" + file.sha256()));
        }
        sources.addAll(settings.mirrors().locations(suite, "dists/" + suite + "/" + file.path()));
        return Download.of(sources, cache.file(file.sha256()), file.sha256(), file.size());
    }
}
