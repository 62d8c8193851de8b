package dev.jos.cli.command;

import dev.jos.host.JosRoot;
import dev.jos.packages.Architecture;
import dev.jos.packages.archive.Archive;
import dev.jos.packages.archive.ArchiveSettings;
import dev.jos.packages.deb.PackageImporter;
import dev.jos.store.Store;

/// The libraries behind the commands, wired for one session. Making them does no IO.
final class Libraries {

    private final Session session;
    private final ArchiveSettings archiveSettings;

    Libraries(Session session, ArchiveSettings archiveSettings) {
        this.session = session;
        this.archiveSettings = archiveSettings;
    }

    /// With the archive as it is without a configuration.
    static Libraries of(Session session) {
        return new Libraries(session, Requests.usualArchive());
    }

    JosRoot root() {
        return session.root();
    }

    Store store() {
        return Store.open(session.root(), session.files(), session.systemCalls());
    }

    Archive archive() {
        return Archive.of(archiveSettings, session.root(), session.downloader(), session.files());
    }

    PackageImporter importer() {
        return new PackageImporter(
                session.root(), store(), session.files(), session.downloader(), archiveSettings.mirrors());
    }

    /// The architecture of this machine.
    static Architecture machine() {
        return Architecture.host().orElse(Architecture.AMD64);
    }
}
