package dev.jos.cli.command;

import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.OverrideWords;
import dev.jos.cli.error.RecipeWords;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Place;
import dev.jos.modules.shipped.base.PackageOverrides;
import dev.jos.packages.lock.Lock;
import dev.jos.packages.lock.LockChange;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.override.OverridePlan;
import dev.jos.packages.override.OverrideResolver;
import dev.jos.packages.override.OverridesRefused;
import dev.jos.packages.override.WantedOverride;
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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The packages of a machine: resolved, and some of them overridden.
///
/// @param changes what moved among the resolved ones
/// @param plan how overrides were decided, if that was not known from before
/// @param sources those that the configuration wants built
record MachineLock(Lock lock, List<LockChange> changes, Optional<OverridePlan> plan, Set<String> sources) {

    /// Decides on the packages, and writes nothing down.
    static MachineLock decide(MachineFile file, Libraries libraries, Session session, SourceUse use)
            throws IOException, CommandProblem {
        Request request = SystemRequest.of(file.definition());
        List<WantedOverride> wanted = wanted(file, libraries);
        Optional<Lock> existing = file.lock().read();
        LockUpdate locked = libraries.resolver().lock(existing, request, session.progress());
        // Those of another architecture are of no use.
        Lock before = existing.filter(lock -> lock.architecture() == request.architecture())
                .map(lock -> locked.lock().withOverrides(lock.overrides()))
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
            return new MachineLock(answer.lock(), locked.changes(), answer.plan(), sources(wanted));
        } catch (OverridesRefused refused) {
            throw OverrideWords.refused(refused, name -> place(name, file));
        } catch (RecipeFailed failed) {
            throw RecipeWords.failed(failed, recipePlace(failed, file));
        }
    }

    private static Set<String> sources(List<WantedOverride> wanted) {
        Set<String> sources = new HashSet<>();
        for (WantedOverride each : wanted) {
            if (each.origin() instanceof WantedOverride.FromSource(SourceVariant variant, boolean _)) {
                sources.add(variant.source());
            }
        }
        return sources;
    }

    /// What the configuration overrides.
    static List<WantedOverride> wanted(MachineFile file, Libraries libraries) throws IOException {
        return SystemOverrides.of(
                file.definition(), reference -> file.beside().resolve(reference.path()), libraries.localPackages());
    }

    /// Where the configuration says that a package is overridden.
    private static Optional<Place> place(String name, MachineFile file) {
        EvaluatedConfig values = file.machine().configuration().values();
        return Optional.ofNullable(values.get(PackageOverrides.OVERRIDES).get(name))
                .flatMap(entry -> PackageOverrides.ORIGINS.stream()
                        .filter(entry::isDefined)
                        .findFirst()
                        .flatMap(entry::place));
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
        for (WantedOverride each : wanted(file, libraries)) {
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
