package dev.jos.packages.override;

import dev.jos.host.Progress;
import dev.jos.host.Sha256;
import dev.jos.packages.Architecture;
import dev.jos.packages.archive.Archive;
import dev.jos.packages.archive.Suite;
import dev.jos.packages.deb.InterfaceLayers;
import dev.jos.packages.deb.PackageImporter;
import dev.jos.packages.lock.Lock;
import dev.jos.packages.lock.LockedOverrides;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.source.SourceVariant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Makes and keeps the part of a lock that says what stands in for resolved packages.
public final class OverrideResolver {

    private final Archive archive;
    private final PackageImporter importer;
    private final InterfaceLayers layers;
    private final Function<Architecture, SourcePackages> sources;
    private final Function<Architecture, RecipePackages> recipes;

    /// @param sources what makes packages of sources
    /// @param recipes what makes packages by recipes
    public OverrideResolver(
            Archive archive,
            PackageImporter importer,
            InterfaceLayers layers,
            Function<Architecture, SourcePackages> sources,
            Function<Architecture, RecipePackages> recipes) {
        this.archive = archive;
        this.importer = importer;
        this.layers = layers;
        this.sources = sources;
        this.recipes = recipes;
    }

    /// A lock, and how its overrides were decided if that was not known before.
    public record Answer(Lock lock, Optional<OverridePlan> plan) {}

    /// `lock` with the overrides that answer `wanted`: as they are when they were decided for the same wishes
    /// and the same packages, without a look at the archive; else decided anew.
    ///
    /// @param provided names that jos itself stands for in this system
    /// @param rebuilding whether packages may be built again that miss something of a replacement
    /// @throws OverridesRefused if something would not work any more
    public Answer resolve(
            Lock lock, Collection<WantedOverride> wanted, Set<String> provided, boolean rebuilding, Progress progress)
            throws IOException {
        if (wanted.isEmpty()) {
            return new Answer(lock.withOverrides(LockedOverrides.NONE), Optional.empty());
        }
        Sha256 request = fingerprint(lock, wanted, rebuilding);
        if (lock.overrides().request().equals(request)
                && areHere(lock.overrides().packages())) {
            return new Answer(lock, Optional.empty());
        }
        OverridePlan plan = plan(lock.architecture(), lock.packages(), wanted, provided, rebuilding, progress);
        return new Answer(lock.withOverrides(new LockedOverrides(request, plan.packages())), Optional.of(plan));
    }

    /// What overriding some of `packages` would come to.
    ///
    /// @throws OverridesRefused if something would not work any more
    public OverridePlan plan(
            Architecture architecture,
            List<LockedPackage> packages,
            Collection<WantedOverride> wanted,
            Set<String> provided,
            boolean rebuilding,
            Progress progress)
            throws IOException {
        return planner(architecture, provided, Perspective.WHOLE, rebuilding, progress)
                .plan(packages, wanted);
    }

    OverridePlanner planner(
            Architecture architecture,
            Set<String> provided,
            Perspective perspective,
            boolean rebuilding,
            Progress progress) {
        return new OverridePlanner(
                new PackageVersions(archive, architecture, progress),
                each -> importer.importAll(each, progress),
                sources.apply(architecture),
                recipes.apply(architecture),
                layers,
                provided,
                perspective,
                rebuilding);
    }

    /// Fetches the present state of the suites that `wanted` names, so that the next decision is about that.
    public void refresh(Architecture architecture, Collection<WantedOverride> wanted, Progress progress)
            throws IOException {
        Set<String> suites = new TreeSet<>();
        for (WantedOverride each : wanted) {
            if (each.origin() instanceof WantedOverride.FromSuite other) {
                suites.add(other.suite());
            } else if (each.origin() instanceof WantedOverride.FromSource(SourceVariant variant, boolean _)
                    && !variant.suite().isEmpty()) {
                suites.add(variant.suite());
            }
        }
        for (String suite : suites) {
            archive.ofSuites(List.of(Suite.named(suite))).refresh(architecture, List.of(), progress);
        }
    }

    /// What was built here can be collected from the store; then it is built again.
    boolean areHere(List<LockedPackage> packages) throws IOException {
        for (LockedPackage each : packages) {
            if (each.suite().equals(LockedPackage.BUILT) && !importer.isHere(each)) {
                return false;
            }
        }
        return true;
    }

    PackageImporter importer() {
        return importer;
    }

    private static Sha256 fingerprint(Lock lock, Collection<WantedOverride> wanted, boolean rebuilding) {
        StringBuilder text = new StringBuilder("jos-overrides 1\n");
        text.append(rebuilding ? "" : "never rebuilt\n");
        wanted.stream()
                .map(each -> each.name() + " " + each.origin().text() + "\n")
                .sorted()
                .forEach(text::append);
        for (LockedPackage each : lock.packages()) {
            text.append(each.sha256().hex()).append('\n');
        }
        return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
