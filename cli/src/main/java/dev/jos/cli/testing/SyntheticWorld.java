package dev.jos.cli.testing;

import dev.jos.cli.command.Outside;
import dev.jos.cli.command.ThisMachine;
import dev.jos.host.Downloader;
import dev.jos.host.DurableFiles;
import dev.jos.host.JosRoot;
import dev.jos.packages.archive.Archive;
import dev.jos.packages.archive.ArchiveKeys;
import dev.jos.packages.archive.ArchiveSettings;
import dev.jos.packages.archive.testing.SyntheticArchive;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.function.Supplier;

/// A world whose only archive is a synthetic one.
///
/// @param here the machine that commands run on
public record SyntheticWorld(Downloader network, ArchiveKeys keys, Supplier<ThisMachine> here) implements Outside {

    /// On the machine that this program runs on.
    public SyntheticWorld(Downloader network, ArchiveKeys keys) {
        this(network, keys, Outside.WORLD::machine);
    }

    /// The same world around another machine.
    public SyntheticWorld on(ThisMachine machine) {
        return new SyntheticWorld(network, keys, () -> machine);
    }

    @Override
    public ThisMachine machine() {
        return here.get();
    }

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
