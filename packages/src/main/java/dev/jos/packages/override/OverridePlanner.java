package dev.jos.packages.override;

import dev.jos.host.Background;
import dev.jos.interfaces.Binding;
import dev.jos.interfaces.InterfaceLayer;
import dev.jos.interfaces.Rebinding;
import dev.jos.interfaces.UnmetNeed;
import dev.jos.packages.Architecture;
import dev.jos.packages.archive.NearestNames;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.deb.InterfaceLayers;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.source.InputChoice;
import dev.jos.packages.source.Recipe;
import dev.jos.packages.source.RecipeBuild;
import dev.jos.packages.source.SourceVariant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Decides what overriding packages of a system comes to.
///
/// The rest of the system stays as it was resolved. A replacement takes along what its relations leave no
/// choice about: packages of its own source that want its exact version, and what it needs that was not there.
/// Then every relation that held before has to hold, and every need that was met has to be met; only a floor on
/// the version of a library may yield, if the symbols behind it are all there.
public final class OverridePlanner {

    /// How often a set that does not go together is made larger to see whether it then does.
    private static final int MOST_ROUNDS = 4;

    private static final int MOST_PROPOSED = 12;

    /// Brings packages into the store.
    @FunctionalInterface
    public interface Importer {
        List<ImportedPackage> importAll(List<LockedPackage> packages) throws IOException;
    }

    private final PackageVersions versions;
    private final Importer importer;
    private final SourcePackages sources;
    private final RecipePackages recipes;
    private final InterfaceLayers layers;
    private final Set<String> provided;
    private final Perspective perspective;
    private final Companions companions;
    private final Rebuilds rebuilds;
    private final boolean rebuilding;

    /// @param provided names that jos itself stands for in this system
    /// @param perspective for whom everything has to work
    /// @param rebuilding whether packages may be built again that miss something of a replacement
    OverridePlanner(
            PackageVersions versions,
            Importer importer,
            SourcePackages sources,
            RecipePackages recipes,
            InterfaceLayers layers,
            Set<String> provided,
            Perspective perspective,
            boolean rebuilding) {
        this.versions = versions;
        this.importer = importer;
        this.sources = sources;
        this.recipes = recipes;
        this.layers = layers;
        this.provided = Set.copyOf(provided);
        this.perspective = perspective;
        this.companions = new Companions(versions);
        this.rebuilds = new Rebuilds(sources, versions);
        this.rebuilding = rebuilding;
    }

    /// The plan for `wanted` in a system that was resolved to `stock`.
    ///
    /// @throws OverridesRefused with all reasons, and with a larger set that would do if one is near
    public OverridePlan plan(List<LockedPackage> stock, Collection<WantedOverride> wanted) throws IOException {
        return plan(PackageSet.of(importer.importAll(stock)), wanted);
    }

    /// The plan for `wanted` among the packages of `before`.
    ///
    /// @throws OverridesRefused with all reasons, and with a larger set that would do if one is near
    OverridePlan plan(PackageSet before, Collection<WantedOverride> wanted) throws IOException {
        Chosen chosen;
        InterfaceLayer layerBefore;
        try (Background background = Background.unlimited()) {
            Background.Result<InterfaceLayer> layer = background.start(() -> perspective.layer(before, before, layers));
            // Every attempt asks for it.
            Background.Result<Set<BrokenRelation>> broken = background.start(() -> before.broken(provided));
            chosen = choose(wanted, before);
            broken.get();
            layerBefore = layer.get();
        }
        Attempt attempt = attempt(chosen, before, layerBefore);
        for (int round = 0; rebuilding && !attempt.refusals().isEmpty() && round < MOST_ROUNDS; round++) {
            Optional<Chosen> rebuilt = rebuilds.answering(attempt.refusals(), attempt.chosen(), before);
            if (rebuilt.isEmpty()) {
                break;
            }
            attempt = attempt(rebuilt.get(), before, layerBefore);
        }
        if (attempt.refusals().isEmpty()) {
            return attempt.plan();
        }
        throw new OverridesRefused(attempt.refusals(), proposal(attempt, before, layerBefore));
    }

    private Chosen choose(Collection<WantedOverride> wanted, PackageSet before) throws IOException {
        List<Refusal> refusals = new ArrayList<>();
        Chosen chosen = new Chosen();
        for (WantedOverride each : wanted) {
            Optional<LockedPackage> stock = before.locked(each.name());
            if (each.origin() instanceof WantedOverride.FromRecipe(Recipe recipe, boolean added)
                    && (added || stock.isPresent())) {
                make(each.name(), recipe, stock, chosen);
                continue;
            }
            if (stock.isEmpty()) {
                refusals.add(new Refusal.NotInstalled(
                        each.name(), NearestNames.among(each.name(), before.names().stream())));
                continue;
            }
            if (each.origin() instanceof WantedOverride.FromSource source) {
                build(each.name(), source, stock.get(), before, chosen, refusals);
                continue;
            }
            Optional<LockedPackage> found = found(each, refusals);
            found.ifPresent(now -> chosen.add(new Replacement(stock, now, new Replacement.Wanted())));
        }
        if (!refusals.isEmpty()) {
            throw new OverridesRefused(refusals, List.of());
        }
        return chosen;
    }

    /// A source replaces all packages of the system that come from it: they may want each other's exact build.
    private void build(
            String name,
            WantedOverride.FromSource wanted,
            LockedPackage stock,
            PackageSet before,
            Chosen chosen,
            List<Refusal> refusals)
            throws IOException {
        SourceVariant variant = wanted.variant();
        Optional<List<LockedPackage>> built = sources.of(variant, stock.sourceVersion(), InputChoice.USUAL);
        if (built.isEmpty()) {
            before.ofSource(variant.source()).forEach(chosen::addToBuild);
            return;
        }
        chosen.addBuilt(built.get());
        List<String> names = built.get().stream().map(LockedPackage::name).toList();
        if (!names.contains(name)) {
            refusals.add(new Refusal.NotOfSource(name, variant.source(), names));
        }
        if (!wanted.acceptTypes()) {
            sources.typeChanges(variant, stock.sourceVersion())
                    .forEach((soname, lines) -> refusals.add(new Refusal.TypeChange(name, soname, lines)));
        }
        for (LockedPackage now : built.get()) {
            Optional<LockedPackage> was = before.locked(now.name());
            if (now.name().equals(name)) {
                chosen.add(new Replacement(was, now, new Replacement.Wanted()));
            } else if (was.isPresent() && !chosen.contains(now.name())) {
                chosen.add(new Replacement(was, now, new Replacement.SameSource(name)));
            }
        }
    }

    private void make(String name, Recipe recipe, Optional<LockedPackage> stock, Chosen chosen) throws IOException {
        Optional<RecipeBuild> made = recipes.of(recipe);
        if (made.isEmpty()) {
            chosen.addToMake(recipe);
            return;
        }
        chosen.offer(made.get().all().values());
        LockedPackage now = made.get().packages().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the recipe `%s` makes no package `%s`".formatted(recipe.name(), name)));
        chosen.add(new Replacement(stock, now, new Replacement.Wanted()));
    }

    private Optional<LockedPackage> found(WantedOverride wanted, List<Refusal> refusals) throws IOException {
        return switch (wanted.origin()) {
            case WantedOverride.FromSuite(String suite, Optional<String> version) ->
                inSuite(wanted.name(), suite, version, refusals);
            case WantedOverride.OfVersion(String version) -> inSuite(wanted.name(), "", Optional.of(version), refusals);
            case WantedOverride.LocalFile(String file, LockedPackage locked) -> {
                if (!locked.name().equals(wanted.name())) {
                    refusals.add(new Refusal.OtherPackage(wanted.name(), file, locked));
                }
                String architecture = locked.id().architecture();
                if (!architecture.equals(Architecture.ALL) && !architecture.equals(versions.architecture())) {
                    refusals.add(
                            new Refusal.OtherArchitecture(wanted.name(), file, architecture, versions.architecture()));
                }
                yield Optional.of(locked);
            }
            case WantedOverride.FromSource _, WantedOverride.FromRecipe _ ->
                throw new IllegalArgumentException("built, not found");
        };
    }

    private Optional<LockedPackage> inSuite(String name, String suite, Optional<String> version, List<Refusal> refusals)
            throws IOException {
        List<LockedPackage> there = versions.of(name, suite);
        Optional<LockedPackage> found = there.stream()
                .filter(each -> version.isEmpty() || each.version().text().equals(version.get()))
                .findFirst();
        if (found.isEmpty()) {
            refusals.add(new Refusal.NotInSuite(
                    name,
                    suite,
                    version,
                    there.stream().map(LockedPackage::version).toList()));
        }
        return found;
    }

    /// A way to override, with what speaks against it.
    private record Attempt(OverridePlan plan, Chosen chosen, InterfaceLayer layer, List<Refusal> refusals) {}

    private Attempt attempt(Chosen chosen, PackageSet before, InterfaceLayer layerBefore) throws IOException {
        PackageSet now = withCompanions(chosen, before);
        List<Refusal> refusals = new ArrayList<>();
        List<BrokenRelation> floors = new ArrayList<>();
        for (BrokenRelation each : newlyBroken(now, before)) {
            if (each.isFloor() && isLibrary(now.find(each.reference().name()))) {
                floors.add(each);
            } else {
                refusals.add(
                        new Refusal.Relation(each, now.locked(each.reference().name())));
            }
        }
        InterfaceLayer layer = perspective.layer(now, before, layers);
        Rebinding rebinding = Rebinding.between(layerBefore, layer);
        for (UnmetNeed need : rebinding.newlyUnmet()) {
            if (!chosen.isToRebuild(need.packageName())) {
                refusals.add(new Refusal.Need(need, provider(need, layerBefore), provider(need, layer)));
            }
        }
        return new Attempt(
                new OverridePlan(
                        chosen.all(), chosen.toBuild(), chosen.toRebuild(), chosen.toMake(), floors, rebinding),
                chosen,
                layer,
                refusals);
    }

    /// The package that brings the library where something was looked for; empty if nobody does.
    private static String provider(UnmetNeed need, InterfaceLayer layer) {
        String soname = need.wanted().soname();
        return layer.bindings().values().stream()
                .filter(binding -> binding.name().soname().equals(soname))
                .map(Binding::provider)
                .findFirst()
                .orElse("");
    }

    /// Looks for a few packages with which the attempt would succeed, by letting those that do not go together
    /// come from the same suite. Gives up before it pulls half a suite in.
    private List<LockedPackage> proposal(Attempt failed, PackageSet before, InterfaceLayer layerBefore)
            throws IOException {
        Attempt attempt = failed;
        Chosen wider = failed.chosen();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<Replacement> more = wider(attempt, before);
            if (more.isEmpty()
                    || wider.all().size() + more.size() > failed.chosen().all().size() + MOST_PROPOSED) {
                return List.of();
            }
            wider = wider.with(more);
            attempt = attempt(wider, before, layerBefore);
            if (attempt.refusals().isEmpty()) {
                return attempt.chosen().packages().stream()
                        .filter(each -> !failed.chosen().contains(each.name()))
                        .toList();
            }
        }
        return List.of();
    }

    private List<Replacement> wider(Attempt attempt, PackageSet before) throws IOException {
        List<Replacement> more = new ArrayList<>();
        for (Refusal each : attempt.refusals()) {
            switch (each) {
                case Refusal.Relation(BrokenRelation broken, Optional<LockedPackage> _) ->
                    follow(broken.owner(), broken.reference().name(), attempt.chosen(), before, more);
                case Refusal.Need(UnmetNeed need, String _, String provider) ->
                    follow(need.packageName(), provider, attempt.chosen(), before, more);
                case Refusal.NotInstalled _,
                        Refusal.NotInSuite _,
                        Refusal.OtherPackage _,
                        Refusal.NotOfSource _,
                        Refusal.NotScopable _,
                        Refusal.TypeChange _,
                        Refusal.OtherArchitecture _ -> {
                    // no set of packages helps
                }
            }
        }
        return more;
    }

    /// Of two packages one is a replacement: the other shall come from the same suite.
    private void follow(String one, String other, Chosen chosen, PackageSet before, List<Replacement> more)
            throws IOException {
        boolean oneMoved = chosen.contains(one);
        if (oneMoved == chosen.contains(other)) {
            return;
        }
        String moved = oneMoved ? one : other;
        String staying = oneMoved ? other : one;
        String suite = chosen.suite(moved);
        if (staying.isEmpty() || !LockedPackage.isOfArchive(suite)) {
            return;
        }
        versions.of(staying, suite).stream()
                .filter(each -> before.locked(staying).stream().noneMatch(each::equals))
                .findFirst()
                .map(found -> new Replacement(before.locked(staying), found, new Replacement.SameSource(moved)))
                .ifPresent(more::add);
    }

    /// Adds to `chosen` until nothing is left to repair that way.
    private PackageSet withCompanions(Chosen chosen, PackageSet before) throws IOException {
        PackageSet now = before.with(importer.importAll(chosen.packages()));
        while (true) {
            List<Replacement> along = new ArrayList<>();
            for (BrokenRelation each : newlyBroken(now, before)) {
                companions
                        .repairing(each, now, before, chosen)
                        .filter(found -> !chosen.contains(found.name()))
                        .ifPresent(found -> {
                            chosen.add(found);
                            along.add(found);
                        });
            }
            if (along.isEmpty()) {
                return now;
            }
            now = now.with(importer.importAll(
                    along.stream().map(Replacement::now).distinct().toList()));
        }
    }

    private Set<BrokenRelation> newlyBroken(PackageSet now, PackageSet before) {
        Set<BrokenRelation> broken = new LinkedHashSet<>(now.broken(provided));
        broken.removeAll(before.broken(provided));
        return broken;
    }

    private static boolean isLibrary(Optional<ImportedPackage> imported) throws IOException {
        return imported.isPresent()
                && imported.get().interfaces().objects().stream()
                        .anyMatch(object -> !object.soname().isEmpty());
    }
}
