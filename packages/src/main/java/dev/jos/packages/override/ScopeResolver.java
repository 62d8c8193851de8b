package dev.jos.packages.override;

import dev.jos.host.Progress;
import dev.jos.host.Sha256;
import dev.jos.interfaces.ElfObject;
import dev.jos.interfaces.Scope;
import dev.jos.packages.archive.NearestNames;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.lock.Lock;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.lock.LockedScopes;
import dev.jos.packages.override.Refusal.NotScopable;
import dev.jos.store.Store;
import dev.jos.store.Tree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Makes and keeps the part of a lock that says what libraries a few programs have in the place of the system's.
///
/// A scope is decided like overrides of a system that has nothing but its package and what that depends on. What
/// comes in is seen for its libraries alone, and nobody outside has a say.
public final class ScopeResolver {

    private static final String UNITS = "usr/lib/systemd/system";

    private final OverrideResolver overrides;
    private final Store store;

    public ScopeResolver(OverrideResolver overrides, Store store) {
        this.overrides = overrides;
        this.store = store;
    }

    /// A lock, and how its scopes were decided by their names, if that was not known before.
    public record Answer(Lock lock, SortedMap<String, OverridePlan> plans) {}

    /// `lock` with the scopes that answer `wanted`, for the packages that it has after all overrides.
    ///
    /// @param provided names that jos itself stands for in this system
    /// @throws OverridesRefused if the programs of a scope would not work with what they are to load
    public Answer resolve(Lock lock, Collection<WantedScope> wanted, Set<String> provided, Progress progress)
            throws IOException {
        if (wanted.isEmpty()) {
            return new Answer(lock.withScopes(LockedScopes.NONE), new TreeMap<>());
        }
        Sha256 request = fingerprint(lock, wanted);
        if (lock.scopes().request().equals(request) && areHere(lock.scopes())) {
            return new Answer(lock, new TreeMap<>());
        }
        PackageSet system = PackageSet.of(overrides.importer().importAll(lock.installed(), progress));
        SortedMap<String, OverridePlan> plans = new TreeMap<>();
        SortedMap<String, List<LockedPackage>> packages = new TreeMap<>();
        for (WantedScope each : wanted) {
            OverridePlan plan;
            try {
                plan = plan(each, system, lock, provided, progress);
            } catch (OverridesRefused refused) {
                throw refused.within(each);
            }
            plans.put(each.name(), plan);
            packages.put(each.name(), plan.packages());
        }
        return new Answer(lock.withScopes(new LockedScopes(request, packages)), plans);
    }

    private OverridePlan plan(WantedScope scope, PackageSet system, Lock lock, Set<String> provided, Progress progress)
            throws IOException {
        String consumer = scope.unit() ? owner(scope, system) : packageOf(scope.name(), system);
        PackageSet needed = loadedBy(consumer, scope, system);
        OverridePlan plan = overrides
                .planner(lock.architecture(), provided, new ScopePerspective(consumer, scope.unit()), false, progress)
                .plan(needed, scope.overrides());
        List<ImportedPackage> incoming = overrides.importer().importAll(plan.packages(), progress);
        List<Refusal> refusals = new ScopeCheck(scope, system, store).refusals(consumer, incoming);
        if (!refusals.isEmpty()) {
            throw new OverridesRefused(refusals, List.of());
        }
        Set<String> useful = new HashSet<>();
        for (ImportedPackage each : incoming) {
            if (!Scope.libraries(each.interfaces()).isEmpty()) {
                useful.add(each.name());
            }
        }
        return plan.only(useful);
    }

    /// What the programs of `consumer` can load: what it depends on, and for a library that it does not know of, what
    /// those depend on that bring the two together. Their plugins need it.
    private static PackageSet loadedBy(String consumer, WantedScope scope, PackageSet system) throws IOException {
        PackageSet needed = system.neededBy(Set.of(consumer));
        Set<String> roots = new TreeSet<>(Set.of(consumer));
        for (WantedOverride each : scope.overrides()) {
            if (!needed.names().contains(each.name())) {
                roots.addAll(system.dependingOn(Set.of(consumer, each.name())));
            }
        }
        return roots.size() == 1 ? needed : system.neededBy(roots);
    }

    private static String packageOf(String name, PackageSet system) throws IOException {
        Optional<ImportedPackage> found = system.find(name);
        if (found.isEmpty()) {
            throw refused(name, new NotScopable.Missing(NearestNames.among(name, system.names().stream())));
        }
        if (found.get().interfaces().objects().stream().noneMatch(ElfObject::isProgram)) {
            throw refused(name, new NotScopable.WithoutPrograms());
        }
        return name;
    }

    /// The package that has a unit, or a program that a unit of the configuration starts.
    private String owner(WantedScope scope, PackageSet system) throws IOException {
        String unit = scope.name();
        if (scope.starts().isPresent()) {
            return owner(unit, scope.starts().get(), system);
        }
        Set<String> units = new HashSet<>();
        for (String name : system.names()) {
            Tree files = store.tree(system.find(name).orElseThrow().tree());
            if (files.contains(UNITS + "/" + unit)) {
                return name;
            }
            files.children(UNITS).stream()
                    .map(entry -> entry.name())
                    .filter(each -> each.endsWith(".service"))
                    .forEach(units::add);
        }
        throw refused(unit, new NotScopable.Missing(NearestNames.among(unit, units.stream())));
    }

    private String owner(String unit, List<String> starts, PackageSet system) throws IOException {
        for (String name : system.names()) {
            Tree files = store.tree(system.find(name).orElseThrow().tree());
            if (starts.stream().anyMatch(files::contains)) {
                return name;
            }
        }
        throw refused(unit, new NotScopable.StartsNothing());
    }

    private static OverridesRefused refused(String scope, NotScopable.Reason reason) {
        return new OverridesRefused(List.of(new NotScopable(scope, reason)), List.of());
    }

    private boolean areHere(LockedScopes scopes) throws IOException {
        for (List<LockedPackage> each : scopes.packages().values()) {
            if (!overrides.areHere(each)) {
                return false;
            }
        }
        return true;
    }

    private static Sha256 fingerprint(Lock lock, Collection<WantedScope> wanted) {
        StringBuilder text = new StringBuilder("jos-scopes 1\n");
        for (WantedScope scope : wanted) {
            scope.overrides().stream()
                    .map(each -> scope.name() + " " + each.name() + " "
                            + each.origin().text() + "\n")
                    .sorted()
                    .forEach(text::append);
        }
        for (LockedPackage each : lock.installed()) {
            text.append(each.sha256().hex()).append('\n');
        }
        return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
