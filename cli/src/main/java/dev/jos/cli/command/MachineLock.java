package dev.jos.cli.command;

import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.OverrideWords;
import dev.jos.cli.error.RecipeWords;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Place;
import dev.jos.modules.shipped.base.PackageOverrides;
import dev.jos.modules.shipped.base.PackageScopes;
import dev.jos.packages.lock.Lock;
import dev.jos.packages.lock.LockChange;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.override.OverridePlan;
import dev.jos.packages.override.OverrideResolver;
import dev.jos.packages.override.OverridesRefused;
import dev.jos.packages.override.ScopeResolver;
import dev.jos.packages.override.WantedOverride;
import dev.jos.packages.override.WantedScope;
import dev.jos.packages.resolve.LockUpdate;
import dev.jos.packages.resolve.Request;
import dev.jos.packages.source.InputChoice;
import dev.jos.packages.source.PreparedBuild;
import dev.jos.packages.source.Recipe;
import dev.jos.packages.source.RecipeFailed;
import dev.jos.packages.source.SourceBuilds;
import dev.jos.packages.source.SourceVariant;
import dev.jos.system.SystemOverrides;
import dev.jos.system.SystemRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/// The packages of a machine: resolved, and some of them overridden.
///
/// @param changes what moved among the resolved ones
/// @param plan how overrides were decided, if that was not known from before
/// @param scopes how the scopes of these names were decided, if that was not known from before
/// @param sources those that the configuration wants built
record MachineLock(
        Lock lock,
        List<LockChange> changes,
        Optional<OverridePlan> plan,
        SortedMap<String, OverridePlan> scopes,
        Set<String> sources) {

    /// Decides on the packages, and writes nothing down.
    static MachineLock decide(MachineFile file, Libraries libraries, Session session, SourceUse use)
            throws IOException, CommandProblem {
        Request request = SystemRequest.of(file.definition());
        List<WantedOverride> wanted = wanted(file, libraries);
        Optional<Lock> existing = file.lock().read();
        LockUpdate locked = libraries.resolver().lock(existing, request, session.progress());
        // Those of another architecture are of no use.
        Lock before = existing.filter(lock -> lock.architecture() == request.architecture())
                .map(lock -> locked.lock().withOverrides(lock.overrides()).withScopes(lock.scopes()))
                .orElse(locked.lock());
        try {
            OverrideResolver.Answer answer = libraries
                    .overrides(use)
                    .resolve(
                            before,
                            wanted,
                            request.provided(),
                            file.definition().rebuilding(),
                            session.progress());
            ScopeResolver.Answer scoped = libraries
                    .scopes(use)
                    .resolve(answer.lock(), scopes(file, libraries), request.provided(), session.progress());
            return new MachineLock(scoped.lock(), locked.changes(), answer.plan(), scoped.plans(), sources(wanted));
        } catch (OverridesRefused refused) {
            throw OverrideWords.refused(refused, name -> place(refused.scope(), name, file));
        } catch (RecipeFailed failed) {
            throw RecipeWords.failed(failed, recipePlace(failed, file));
        }
    }

    private static Set<String> sources(List<WantedOverride> wanted) {
        Set<String> sources = new HashSet<>();
        for (WantedOverride each : wanted) {
            if (each.origin() instanceof WantedOverride.FromSource(SourceVariant variant, boolean _)) {
                sources.add(variant.source());
            } else if (each.origin() instanceof WantedOverride.FromRecipe(Recipe recipe, boolean _)) {
                addAll(recipe, sources);
            }
        }
        return sources;
    }

    private static void addAll(Recipe recipe, Set<String> sources) {
        sources.add(recipe.name());
        recipe.recipes().forEach(each -> addAll(each, sources));
    }

    /// What the configuration overrides.
    static List<WantedOverride> wanted(MachineFile file, Libraries libraries) throws IOException {
        return SystemOverrides.of(
                file.definition(), reference -> file.beside().resolve(reference.path()), libraries.localPackages());
    }

    /// What the configuration overrides, in scopes too.
    static List<WantedOverride> everywhere(MachineFile file, Libraries libraries) throws IOException {
        List<WantedOverride> all = new ArrayList<>(wanted(file, libraries));
        scopes(file, libraries).forEach(each -> all.addAll(each.overrides()));
        return all;
    }

    private static List<WantedScope> scopes(MachineFile file, Libraries libraries) throws IOException {
        return SystemOverrides.scopes(
                file.definition(), reference -> file.beside().resolve(reference.path()), libraries.localPackages());
    }

    /// Where the configuration says that a package is overridden.
    ///
    /// @param scope the scope in which it is; empty for the whole system
    private static Optional<Place> place(String scope, String name, MachineFile file) {
        EvaluatedConfig values = file.machine().configuration().values();
        return scope.isEmpty()
                ? PackageOverrides.place(values.get(PackageOverrides.OVERRIDES), name)
                : PackageScopes.place(values, scope, name);
    }

    /// Where a recipe says what it failed at.
    private static Optional<Place> recipePlace(RecipeFailed failed, MachineFile file) {
        return file.definition().recipes().stream()
                .filter(each -> each.name().equals(failed.recipe()))
                .findFirst()
                .flatMap(each -> each.place(failed.part()));
    }

    /// Builds what comes from source once more.
    ///
    /// @throws dev.jos.packages.source.NotReproducible if something else comes out
    static void rebuild(MachineFile file, Libraries libraries, Session session) throws IOException {
        SourceBuilds builds = libraries.sourceBuilds();
        Lock lock = file.lock().read().orElseThrow();
        for (WantedOverride each : everywhere(file, libraries)) {
            if (each.origin() instanceof WantedOverride.FromSource(SourceVariant variant, boolean _)) {
                PreparedBuild build = builds.prepare(
                        variant,
                        lock.find(each.name()).map(LockedPackage::sourceVersion),
                        InputChoice.USUAL,
                        lock.architecture(),
                        session.progress());
                builds.check(build, session.progress());
            } else if (each.origin() instanceof WantedOverride.FromRecipe(Recipe recipe, boolean _)) {
                libraries.recipeBuilds().check(recipe, lock.architecture(), session.progress());
            }
        }
    }

    /// Decides, and writes that down before the long part begins: if it is interrupted, the next run goes on with the
    /// same packages.
    static MachineLock keep(MachineFile file, Libraries libraries, Session session, SourceUse use)
            throws IOException, CommandProblem {
        MachineLock decided = decide(file, libraries, session, use);
        file.lock().write(decided.lock(), session.files());
        return decided;
    }
}
