package dev.jos.cli.testing;

import dev.jos.cli.command.Outside;
import dev.jos.host.Downloader;
import dev.jos.host.DurableFiles;
import dev.jos.host.JosRoot;
import dev.jos.packages.archive.Archive;
import dev.jos.packages.archive.ArchiveKeys;
import dev.jos.packages.archive.ArchiveSettings;
import dev.jos.packages.archive.testing.SyntheticArchive;
import java.time.Clock;
import java.time.ZoneOffset;

/// A world whose only archive is a synthetic one.
public record SyntheticWorld(Downloader network, ArchiveKeys keys) implements Outside {

    @Override
    public Downloader downloader(DurableFiles files) {
        return network;
    }

    @Override
    public Archive archive(ArchiveSettings settings, JosRoot root, DurableFiles files) {
        Clock clock = Clock.fixed(SyntheticArchive.NOW, ZoneOffset.UTC);
        return Archive.of(SyntheticArchive.settings(), root, network, files, keys, clock);
    }
}
