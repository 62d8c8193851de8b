package dev.jos.cli.command;

import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.override.WantedOverride;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A package as it is written on a command line, in the words of apt: `NAME`, `NAME=VERSION`, `NAME/SUITE`, or the
/// path of a package file, which ends in `.deb`.
record PackageWish(String name, Optional<WantedOverride.Origin> origin) {

    static final String LABEL = "PACKAGE";
    static final String DESCRIPTION =
            "A package of the system, NAME; or what would take its place: NAME=VERSION, NAME/SUITE, or a .deb file.";

    static PackageWish parse(String written, Libraries libraries, Session session) throws IOException, CommandProblem {
        if (written.endsWith(".deb")) {
            Path file = session.path(written);
            if (!Files.isRegularFile(file)) {
                throw new CommandProblem(
                        ExitCode.NOT_FOUND,
                        "no-such-file",
                        "There is no file `" + written + "`.",
                        "Correct the path of the package.");
            }
            LockedPackage locked = libraries.localPackages().take(file, LockedPackage.LOCAL);
            return new PackageWish(locked.name(), Optional.of(new WantedOverride.LocalFile(written, locked)));
        }
        int version = written.indexOf('=');
        if (version > 0) {
            return new PackageWish(
                    written.substring(0, version),
                    Optional.of(new WantedOverride.OfVersion(written.substring(version + 1))));
        }
        int suite = written.indexOf('/');
        return suite > 0
                ? new PackageWish(
                        written.substring(0, suite),
                        Optional.of(new WantedOverride.FromSuite(written.substring(suite + 1), Optional.empty())))
                : new PackageWish(written, Optional.empty());
    }
}
