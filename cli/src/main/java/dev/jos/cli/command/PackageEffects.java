package dev.jos.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.jos.activator.Generation;
import dev.jos.activator.Generations;
import dev.jos.cli.terminal.Amounts;
import dev.jos.cli.terminal.Console;
import dev.jos.host.Sha256;
import dev.jos.interfaces.InterfaceLayer;
import dev.jos.interfaces.UnmetNeed;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.deb.InterfaceLayers;
import dev.jos.packages.deb.PackageImporter;
import dev.jos.packages.lock.LockChange;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.override.BrokenRelation;
import dev.jos.packages.override.OverridePlan;
import dev.jos.packages.override.Replacement;
import dev.jos.packages.source.Recipe;
import dev.jos.system.Dependents;
import dev.jos.system.PackageReference;
import dev.jos.system.SystemChange;
import dev.jos.system.SystemGeneration;
import dev.jos.system.Systems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What a build comes to, package by package: which are built here, which are bound to others than before, which have
/// to be built again.
///
/// @param plan how overrides were decided, if that is known
/// @param replaced the packages that come, go, or are replaced; compared with the packages as resolved if the machine
///     had none
/// @param built those that are built here because the configuration says so
/// @param rebuilt those that are built here because they would miss something otherwise
/// @param rebound those that stay and get something else than before, with the names of what they ask for
/// @param scopes what a few programs get that the rest does not
/// @param dependents how many packages of the system need a changed one, directly or not
record PackageEffects(
        Optional<OverridePlan> plan,
        List<LockChange> replaced,
        List<LockedPackage> built,
        List<LockedPackage> rebuilt,
        SortedMap<String, SortedSet<String>> rebound,
        ScopeEffects scopes,
        int dependents) {

    /// Nothing changes.
    static final PackageEffects NONE = new PackageEffects(
            Optional.empty(), List.of(), List.of(), List.of(), new TreeMap<>(), ScopeEffects.NONE, 0);

    private static final int MOST_NAMES = 8;

    /// Compares the packages of `lock` with those of the newest generation.
    static PackageEffects of(MachineLock locked, MachineFile file, Libraries libraries, Session session)
            throws IOException {
        return installed(locked, file, libraries, session).with(new ScopeEffects(locked.scopes()));
    }

    private PackageEffects with(ScopeEffects more) {
        SortedMap<String, SortedSet<String>> allRebound = new TreeMap<>(rebound);
        more.rebound()
                .forEach((scope, needs) ->
                        allRebound.computeIfAbsent(scope, _ -> new TreeSet<>()).addAll(needs));
        List<LockedPackage> allBuilt = new ArrayList<>(built);
        allBuilt.addAll(more.built());
        return new PackageEffects(plan, replaced, allBuilt, rebuilt, allRebound, more, dependents);
    }

    private static PackageEffects installed(MachineLock locked, MachineFile file, Libraries libraries, Session session)
            throws IOException {
        PackageImporter importer = libraries.importer();
        Optional<SystemGeneration> had = latestSystem(file, session);
        boolean building = locked.plan().stream()
                .anyMatch(plan -> !plan.toBuild().isEmpty()
                        || !plan.toRebuild().isEmpty()
                        || !plan.toMake().isEmpty());
        boolean first = had.isEmpty() && locked.lock().overrides().packages().isEmpty();
        boolean same = had.stream().anyMatch(each -> hasExactly(locked.lock().installed(), each));
        if (!building && (first || same)) {
            // Of a machine's very first packages there is nothing to say, nor of those that stay.
            return NONE;
        }
        List<ImportedPackage> now = importer.importAll(locked.lock().installed(), session.progress());
        Optional<List<ImportedPackage>> latest = imported(had, importer);
        List<ImportedPackage> before = latest.isPresent()
                ? latest.get()
                : importer.importAll(locked.lock().packages(), session.progress());
        return of(
                locked.plan(),
                SystemChange.between(before, now, session.layers()),
                now,
                locked.sources(),
                session.layers());
    }

    /// What `plan` and the `change` it makes come to.
    ///
    /// @param packages those of the system, the changed ones by the names they have anyway
    /// @param sources those that the configuration wants built
    static PackageEffects of(
            Optional<OverridePlan> plan,
            SystemChange change,
            List<ImportedPackage> packages,
            Set<String> sources,
            InterfaceLayers layers)
            throws IOException {
        List<LockedPackage> toBuild = plan.map(OverridePlan::toBuild).orElse(List.of());
        List<LockedPackage> built = new ArrayList<>(toBuild);
        List<LockedPackage> rebuilt =
                new ArrayList<>(plan.map(OverridePlan::toRebuild).orElse(List.of()));
        change.packages().stream()
                .flatMap(each -> now(each).stream())
                .filter(each -> each.suite().equals(LockedPackage.BUILT))
                .forEach(each -> (sources.contains(each.source()) ? built : rebuilt).add(each));
        SortedMap<String, SortedSet<String>> rebound =
                new TreeMap<>(change.rebinding().rebound());
        if (!toBuild.isEmpty()) {
            rebound.putAll(users(toBuild, layers.bind(packages)));
        }
        Set<String> changed = new HashSet<>();
        change.packages().forEach(each -> changed.add(each.name()));
        toBuild.forEach(each -> changed.add(each.name()));
        return new PackageEffects(
                plan,
                change.packages().stream().filter(each -> !isMade(each, plan)).toList(),
                built,
                rebuilt,
                rebound,
                ScopeEffects.NONE,
                Dependents.of(packages, changed).size());
    }

    /// Whether a package is missing only because its recipe has not been followed yet.
    private static boolean isMade(LockChange change, Optional<OverridePlan> plan) {
        return change instanceof LockChange.Removed
                && plan.stream().flatMap(each -> each.toMake().stream()).anyMatch(each -> each.makes(change.name()));
    }

    /// The packages that are bound to what some others offer, with the names they ask for: as long as those offer the
    /// same once they are built, these will be rebound.
    private static SortedMap<String, SortedSet<String>> users(List<LockedPackage> providers, InterfaceLayer layer) {
        Set<String> names = new HashSet<>();
        providers.forEach(each -> names.add(each.name()));
        SortedMap<String, SortedSet<String>> users = new TreeMap<>();
        layer.packages().forEach((name, bound) -> {
            SortedSet<String> needs = new TreeSet<>();
            bound.needs().stream()
                    .filter(each -> names.contains(each.provider()))
                    .forEach(each -> needs.add(each.need()));
            if (!needs.isEmpty() && !names.contains(name)) {
                users.put(name, needs);
            }
        });
        return users;
    }

    private static boolean hasExactly(List<LockedPackage> packages, SystemGeneration system) {
        Set<Sha256> archives = new HashSet<>();
        system.manifest().packages().forEach(each -> archives.add(each.archive()));
        return archives.size() == packages.size()
                && packages.stream().allMatch(each -> archives.contains(each.sha256()));
    }

    /// The packages of a system, if the store still has all of them.
    private static Optional<List<ImportedPackage>> imported(Optional<SystemGeneration> system, PackageImporter importer)
            throws IOException {
        if (system.isEmpty()) {
            return Optional.empty();
        }
        List<PackageReference> packages = system.get().manifest().packages();
        List<ImportedPackage> imported = importer.imported(
                packages.stream().map(PackageReference::archive).toList());
        return imported.size() < packages.size() ? Optional.empty() : Optional.of(imported);
    }

    private static Optional<SystemGeneration> latestSystem(MachineFile file, Session session) throws IOException {
        Optional<Generation> latest = new Generations(session.root(), file.profile(session), session.files()).latest();
        return latest.isEmpty()
                ? Optional.empty()
                : Systems.find(session.root(), latest.get().system());
    }

    /// Says what it would come to, for people or for programs.
    void printPlan(Invocation invocation) {
        if (invocation.json()) {
            JsonObject json = new JsonObject();
            addTo(json);
            invocation.console().print(json);
        } else {
            print(invocation.console());
            invocation.console().print("It would be: " + summary());
            if (dependents > 0) {
                invocation
                        .console()
                        .print(Amounts.count(dependents, "package")
                                + (dependents == 1 ? " depends" : " depend")
                                + " on that, directly or not: so many would be built again if all that goes in"
                                + " named a package.");
            }
        }
    }

    /// Says what comes in, why, and what that means for the rest.
    private void print(Console console) {
        replaced.forEach(each -> console.print(LockChanges.describe(each) + reason(each.name())));
        scopes.lines().forEach(console::print);
        plan.ifPresent(known -> known.toBuild()
                .forEach(each -> console.print("Builds " + each.id() + " from the source " + each.source() + ".")));
        plan.ifPresent(known -> known.toRebuild()
                .forEach(each -> console.print("Builds " + each.id() + " again, from the source " + each.source()
                        + ": it would miss something of what is replaced.")));
        plan.ifPresent(known -> known.toMake()
                .forEach(each -> console.print("Builds " + each + " by its recipe, and what that needs.")));
        plan.ifPresent(known ->
                known.waived().forEach(each -> console.print("Waived, for every symbol is there: " + each + ".")));
        if (!rebound.isEmpty()) {
            console.print("Bound to others than before: " + names() + ".");
        }
        if (!assumed().isEmpty()) {
            console.print("Not built yet: " + String.join(", ", assumed())
                    + ". This takes their interfaces to stay as they are; once they are built, more may have to be"
                    + " rebuilt.");
        }
    }

    /// The packages whose interfaces nobody knows before they are built, in scopes too: this plan takes them to stay.
    private SortedSet<String> assumed() {
        SortedSet<String> names = new TreeSet<>();
        Stream.concat(plan.stream(), scopes.plans().values().stream()).forEach(known -> {
            known.toBuild().forEach(each -> names.add(each.name()));
            known.toRebuild().forEach(each -> names.add(each.name()));
            known.toMake().forEach(each -> names.add(each.name()));
        });
        return names;
    }

    private String reason(String name) {
        return plan.stream()
                .flatMap(known -> known.replacements().stream())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .map(each -> switch (each.reason()) {
                    case Replacement.Wanted _ -> ", as the configuration says";
                    case Replacement.SameSource(String with) -> ", along with " + with;
                    case Replacement.Needed(BrokenRelation by) -> ", for " + by;
                    case Replacement.Rebuilt(UnmetNeed because) -> ", built again: before, " + because;
                })
                .orElse("");
    }

    /// `1 source built, 12 packages rebound, 0 rebuilt.`
    String summary() {
        long sources = built.stream().map(LockedPackage::source).distinct().count()
                + plan.map(known -> known.toMake().size()).orElse(0);
        return Amounts.count(sources, "source") + " built, " + Amounts.count(rebound.size(), "package") + " rebound, "
                + rebuilt.size() + " rebuilt.";
    }

    private static Optional<LockedPackage> now(LockChange change) {
        return switch (change) {
            case LockChange.Added(LockedPackage now) -> Optional.of(now);
            case LockChange.Removed _ -> Optional.empty();
            case LockChange.Upgraded(LockedPackage _, LockedPackage now) -> Optional.of(now);
            case LockChange.Downgraded(LockedPackage _, LockedPackage now) -> Optional.of(now);
            case LockChange.Moved(LockedPackage _, LockedPackage now) -> Optional.of(now);
        };
    }

    private String names() {
        List<String> names = List.copyOf(rebound.keySet());
        String first = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
        return names.size() > MOST_NAMES ? first + " and " + (names.size() - MOST_NAMES) + " more" : first;
    }

    /// Adds `replaced`, `waived`, `built`, `rebound`, `rebuilt`, `scopes`, `assumed` and `dependents`.
    void addTo(JsonObject json) {
        json.add("replaced", LockChanges.json(replaced));
        JsonArray waived = new JsonArray();
        plan.ifPresent(known -> known.waived().forEach(each -> waived.add(each.toString())));
        json.add("waived", waived);
        JsonArray builds = packages(built);
        for (Recipe each : plan.map(OverridePlan::toMake).orElse(List.of())) {
            JsonObject one = new JsonObject();
            one.addProperty("recipe", each.name());
            one.addProperty("version", each.version().text());
            builds.add(one);
        }
        json.add("built", builds);
        JsonArray users = new JsonArray();
        rebound.forEach((name, needs) -> {
            JsonObject one = new JsonObject();
            one.addProperty("package", name);
            JsonArray interfaces = new JsonArray();
            needs.forEach(interfaces::add);
            one.add("interfaces", interfaces);
            users.add(one);
        });
        json.add("rebound", users);
        json.add("rebuilt", packages(rebuilt));
        json.add("scopes", scopes.json());
        json.add("assumed", InterfaceJson.array(assumed()));
        json.addProperty("dependents", dependents);
    }

    private static JsonArray packages(List<LockedPackage> packages) {
        JsonArray array = new JsonArray();
        for (LockedPackage each : packages) {
            JsonObject one = new JsonObject();
            one.addProperty("package", each.name());
            one.addProperty("version", each.version().text());
            one.addProperty("source", each.source());
            array.add(one);
        }
        return array;
    }
}
