package dev.jos.cli.command;

import dev.jos.host.Progress;
import dev.jos.packages.Architecture;
import dev.jos.packages.DebianVersion;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.override.SourcePackages;
import dev.jos.packages.source.InputChoice;
import dev.jos.packages.source.PreparedBuild;
import dev.jos.packages.source.SourceBuild;
import dev.jos.packages.source.SourceBuilds;
import dev.jos.packages.source.SourceVariant;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Packages from source, built or only looked for.
///
/// @param use what is to be done about those that are not built yet
record BuiltPackages(SourceBuilds builds, Architecture architecture, SourceUse use, Progress progress)
        implements SourcePackages {

    @Override
    public Optional<List<LockedPackage>> of(SourceVariant variant, DebianVersion preferred, InputChoice choice)
            throws IOException {
        PreparedBuild build = prepared(variant, preferred, choice);
        return use == SourceUse.PLAN
                ? builds.find(build).map(SourceBuild::packages)
                : Optional.of(builds.build(build, use == SourceUse.BUILD_AND_KEEP, progress)
                        .packages());
    }

    @Override
    public SortedMap<String, List<String>> typeChanges(SourceVariant variant, DebianVersion before) throws IOException {
        return use == SourceUse.PLAN
                ? new TreeMap<>()
                : builds.typeChanges(prepared(variant, before, InputChoice.USUAL), before, progress);
    }

    private PreparedBuild prepared(SourceVariant variant, DebianVersion preferred, InputChoice choice)
            throws IOException {
        return builds.prepare(variant, Optional.of(preferred), choice, architecture, progress);
    }
}
