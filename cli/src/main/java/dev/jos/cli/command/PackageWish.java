package dev.jos.cli.command;

import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.override.WantedOverride;
import dev.jos.packages.source.SourceVariant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// A package as it is written on a command line, in the words of apt: `NAME`, `NAME=VERSION`, `NAME/SUITE`, or the
/// path of a package file, which ends in `.deb`; and `NAME:debug` or `NAME:noopt,nodoc`, built so from its source.
record PackageWish(String name, Optional<WantedOverride.Origin> origin) {

    static final String LABEL = "PACKAGE";
    static final String DESCRIPTION =
            "A package of the system, NAME; or what would take its place: NAME=VERSION, NAME/SUITE, a .deb file,"
                    + " or NAME:debug, built from its source.";

    /// @param installed the packages of the system
    static PackageWish parse(
            String written, Collection<ImportedPackage> installed, Libraries libraries, Session session)
            throws IOException, CommandProblem {
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
        int variant = written.indexOf(':');
        if (variant > 0) {
            String name = written.substring(0, variant);
            List<String> words = List.of(written.substring(variant + 1).split(",", -1));
            return new PackageWish(
                    name,
                    installed.stream()
                            .filter(each -> each.name().equals(name))
                            .findFirst()
                            .map(each -> new WantedOverride.FromSource(
                                    variant(each.locked().source(), words), false)));
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

    /// A variant as a configuration with `buildOptions`, or `debug`, has it.
    private static SourceVariant variant(String source, List<String> words) {
        List<String> options = new ArrayList<>(List.of("nocheck"));
        for (String word : words) {
            options.addAll(word.equals("debug") ? List.of("noopt", "nostrip") : List.of(word));
        }
        return SourceVariant.of(source).withOptions(options).withProfiles(List.of("nocheck"));
    }
}
