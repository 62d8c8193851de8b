package dev.jos.cli.command;

import dev.jos.host.Downloader;
import dev.jos.host.DurableFiles;
import dev.jos.host.HttpDownloader;
import dev.jos.host.JosRoot;
import dev.jos.packages.archive.Archive;
import dev.jos.packages.archive.ArchiveSettings;

/// What commands meet beyond jos: the network, the archive with its keys and its time, and the machine they run on.
public interface Outside {

    /// The real one: HTTP, the keys of Debian, and this machine's clock.
    Outside WORLD = new Outside() {
        @Override
        public Downloader downloader(DurableFiles files) {
            return new HttpDownloader(files);
        }

        @Override
        public Archive archive(ArchiveSettings settings, JosRoot root, DurableFiles files) {
            return Archive.of(settings, root, downloader(files), files);
        }
    };

    Downloader downloader(DurableFiles files);

    /// The machine to look at, and to change.
    default ThisMachine machine() {
        return ThisMachine.real();
    }

    /// The archive that `settings` name. Does no IO.
    Archive archive(ArchiveSettings settings, JosRoot root, DurableFiles files);
}
