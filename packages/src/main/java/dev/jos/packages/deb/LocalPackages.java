package dev.jos.packages.deb;

import dev.jos.host.DurableFiles;
import dev.jos.host.JosRoot;
import dev.jos.host.Sha256;
import dev.jos.packages.Architecture;
import dev.jos.packages.ControlFile;
import dev.jos.packages.DebianVersion;
import dev.jos.packages.PackageId;
import dev.jos.packages.deb.xz.DecodingHelpers;
import dev.jos.packages.lock.LockedPackage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Takes package files of this machine into the cache of downloads, from where they are imported like any other.
public final class LocalPackages {

    private final JosRoot root;
    private final DurableFiles files;

    public LocalPackages(JosRoot root, DurableFiles files) {
        this.root = root;
        this.files = files;
    }

    /// Takes in one file, as the package that it says it is.
    ///
    /// @param suite what the lock gives as its suite
    /// @throws UnusableFile if it is no package, or one for no architecture jos knows
    public LockedPackage take(Path deb, String suite) throws IOException {
        LockedPackage locked;
        try {
            locked = locked(deb, suite, Sha256.ofFile(deb), Files.size(deb));
        } catch (MalformedDebException malformed) {
            throw new UnusableFile(malformed);
        }
        Path cached = root.downloads().resolve(locked.sha256().hex());
        if (!Files.exists(cached) || Files.size(cached) != locked.size()) {
            files.createDirectories(root.downloads());
            files.write(cached, out -> Files.copy(deb, out));
        }
        return locked;
    }

    private static LockedPackage locked(Path deb, String suite, Sha256 digest, long size) throws IOException {
        String name = String.valueOf(deb.getFileName());
        ControlFile control;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(deb))) {
            control = new DebReader(name, DecodingHelpers.NONE).readControl(in).control();
        }
        try {
            var id = new PackageId(
                    control.name(), DebianVersion.parse(control.version()), architecture(control.architecture()));
            return new LockedPackage(
                    id,
                    suite,
                    control.sourceName(),
                    DebianVersion.parse(control.sourceVersion()),
                    fileName(id),
                    size,
                    digest);
        } catch (IllegalArgumentException wrong) {
            throw new MalformedDebException(name, "control", String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private static String architecture(String written) {
        return written.equals(Architecture.ALL)
                ? written
                : Architecture.parse(written)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "it is for `%s`, and jos knows amd64, arm64 and all".formatted(written)))
                        .debianName();
    }

    /// Debian's name of the file, whatever it is called here.
    private static String fileName(PackageId id) {
        String version = id.version().text();
        return "%s_%s_%s.deb".formatted(id.name(), version.substring(version.indexOf(':') + 1), id.architecture());
    }
}
