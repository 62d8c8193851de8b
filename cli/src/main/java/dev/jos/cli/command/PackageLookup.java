package dev.jos.cli.command;

import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import dev.jos.host.DownloadFailed;
import dev.jos.host.Progress;
import dev.jos.packages.archive.IndexedPackage;
import dev.jos.packages.archive.PackageIndex;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.lock.LockedPackage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Finds the package that a name on the command line means.
final class PackageLookup {

    private PackageLookup() {}

    /// The newest package of this name.
    static IndexedPackage newest(PackageIndex index, String name) throws CommandProblem {
        List<IndexedPackage> found = index.find(name);
        if (!found.isEmpty()) {
            return found.getFirst();
        }
        List<String> hints = new ArrayList<>();
        List<IndexedPackage> providers = index.providers(name);
        if (!providers.isEmpty()) {
            hints.add("Name one of the packages that provide it: " + names(providers) + ".");
        }
        List<String> near = index.nearest(name);
        if (!near.isEmpty()) {
            hints.add("Did you mean "
                    + String.join(
                            " or ", near.stream().map(each -> "`" + each + "`").toList()) + "?");
        }
        hints.add("Run `jos package search WORD` to look for it.");
        throw new CommandProblem(
                ExitCode.PACKAGES,
                "no-such-package",
                "There is no package `" + name + "` in the archive.",
                hints.toArray(String[]::new));
    }

    /// Brings a package into the store. When the mirror has replaced it since its lists were fetched, the version that
    /// it has
    /// now is brought instead.
    static ImportedPackage imported(Libraries libraries, IndexedPackage found, Progress progress)
            throws IOException, CommandProblem {
        try {
            return imported(libraries, found.locked(), progress);
        } catch (DownloadFailed failure) {
            if (!failure.failures().stream().allMatch(DownloadFailed.Failure::nowhere)) {
                throw failure;
            }
            PackageIndex now = libraries.archive().refresh(Libraries.machine(), List.of(), progress);
            return imported(libraries, newest(now, found.name()).locked(), progress);
        }
    }

    private static ImportedPackage imported(Libraries libraries, LockedPackage locked, Progress progress)
            throws IOException {
        return libraries.importer().importAll(List.of(locked), progress).getFirst();
    }

    private static String names(List<IndexedPackage> packages) {
        return String.join(
                ", ",
                packages.stream().map(IndexedPackage::name).distinct().limit(8).toList());
    }
}
