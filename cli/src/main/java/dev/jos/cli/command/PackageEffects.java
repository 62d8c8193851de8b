package dev.jos.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.jos.activator.Generation;
import dev.jos.activator.Generations;
import dev.jos.cli.terminal.Amounts;
import dev.jos.cli.terminal.Console;
import dev.jos.host.Sha256;
import dev.jos.interfaces.Rebinding;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.deb.PackageImporter;
import dev.jos.packages.lock.LockChange;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.override.BrokenRelation;
import dev.jos.packages.override.OverridePlan;
import dev.jos.packages.override.Replacement;
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
import java.util.TreeMap;

/// What a build comes to, package by package: which are built here, which are bound to others than before, which have
/// to be built again.
///
/// @param plan how overrides were decided, if that is known
/// @param change what becomes of the packages that the machine had; compared with the packages as resolved if it had
///     none
record PackageEffects(Optional<OverridePlan> plan, SystemChange change) {

    /// Nothing changes.
    static final PackageEffects NONE = new PackageEffects(
            Optional.empty(), new SystemChange(List.of(), new Rebinding(new TreeMap<>(), List.of())));

    private static final int MOST_NAMES = 8;

    /// Compares the packages of `lock` with those of the newest generation.
    static PackageEffects of(MachineLock locked, MachineFile file, Libraries libraries, Session session)
            throws IOException {
        PackageImporter importer = libraries.importer();
        Optional<SystemGeneration> had = latestSystem(file, session);
        boolean first = had.isEmpty() && locked.lock().overrides().packages().isEmpty();
        if (first || had.stream().anyMatch(each -> hasExactly(locked.lock().installed(), each))) {
            // Of a machine's very first packages there is nothing to say, nor of those that stay.
            return NONE;
        }
        List<ImportedPackage> now = importer.importAll(locked.lock().installed(), session.progress());
        Optional<List<ImportedPackage>> latest = imported(had, importer);
        List<ImportedPackage> before = latest.isPresent()
                ? latest.get()
                : importer.importAll(locked.lock().packages(), session.progress());
        return new PackageEffects(locked.plan(), SystemChange.between(before, now));
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
        List<ImportedPackage> packages = new ArrayList<>();
        for (PackageReference each : system.get().manifest().packages()) {
            Optional<ImportedPackage> imported = importer.imported(each.archive());
            if (imported.isEmpty()) {
                return Optional.empty();
            }
            packages.add(imported.get());
        }
        return Optional.of(packages);
    }

    private static Optional<SystemGeneration> latestSystem(MachineFile file, Session session) throws IOException {
        Optional<Generation> latest = new Generations(session.root(), file.profile(), session.files()).latest();
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
        }
    }

    /// Says what comes in, why, and what that means for the rest.
    private void print(Console console) {
        change.packages().forEach(each -> console.print(LockChanges.describe(each) + reason(each.name())));
        plan.ifPresent(known ->
                known.waived().forEach(each -> console.print("Waived, for every symbol is there: " + each + ".")));
        if (!rebound().isEmpty()) {
            console.print("Bound to others than before: " + names() + ".");
        }
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
                })
                .orElse("");
    }

    /// `0 packages built, 12 rebound, 0 rebuilt.`
    String summary() {
        return Amounts.count(built().size(), "package") + " built, " + rebound().size() + " rebound, 0 rebuilt.";
    }

    private List<LockedPackage> built() {
        return change.packages().stream()
                .flatMap(each -> now(each).stream())
                .filter(each -> each.suite().equals(LockedPackage.BUILT))
                .toList();
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

    private Set<String> rebound() {
        return change.rebinding().rebound().keySet();
    }

    private String names() {
        List<String> names = List.copyOf(rebound());
        String first = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
        return names.size() > MOST_NAMES ? first + " and " + (names.size() - MOST_NAMES) + " more" : first;
    }

    /// Adds `replaced`, `waived`, `built`, `rebound` and `rebuilt`.
    void addTo(JsonObject json) {
        json.add("replaced", LockChanges.json(change.packages()));
        JsonArray waived = new JsonArray();
        plan.ifPresent(known -> known.waived().forEach(each -> waived.add(each.toString())));
        json.add("waived", waived);
        JsonArray built = new JsonArray();
        for (LockedPackage each : built()) {
            JsonObject one = new JsonObject();
            one.addProperty("package", each.name());
            one.addProperty("version", each.version().text());
            built.add(one);
        }
        json.add("built", built);
        JsonArray rebound = new JsonArray();
        change.rebinding().rebound().forEach((name, needs) -> {
            JsonObject one = new JsonObject();
            one.addProperty("package", name);
            JsonArray interfaces = new JsonArray();
            needs.forEach(interfaces::add);
            one.add("interfaces", interfaces);
            rebound.add(one);
        });
        json.add("rebound", rebound);
        json.add("rebuilt", new JsonArray());
    }
}
