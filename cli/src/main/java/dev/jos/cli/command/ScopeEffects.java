package dev.jos.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.jos.packages.lock.LockChange;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.override.OverridePlan;
import dev.jos.packages.override.Replacement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What scopes that were decided anew come to.
///
/// @param plans by the name of the scope
record ScopeEffects(SortedMap<String, OverridePlan> plans) {

    static final ScopeEffects NONE = new ScopeEffects(new TreeMap<>());

    /// One line for each package that a scope has.
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        plans.forEach((scope, plan) -> {
            replaced(plan).forEach(each -> lines.add(LockChanges.describe(each) + ", for " + scope + " alone"));
            plan.toBuild()
                    .forEach(each -> lines.add("Builds " + each.id() + " from the source " + each.source() + ", for "
                            + scope + " alone."));
            plan.waived()
                    .forEach(each ->
                            lines.add("Waived for " + scope + " alone, for every symbol is there: " + each + "."));
        });
        return lines;
    }

    private static List<LockChange> replaced(OverridePlan plan) {
        return LockChange.between(
                plan.replacements().stream()
                        .map(Replacement::before)
                        .flatMap(before -> before.stream())
                        .toList(),
                plan.packages());
    }

    /// The scopes that get something else than the rest of the system, with the names of what they ask for.
    SortedMap<String, SortedSet<String>> rebound() {
        SortedMap<String, SortedSet<String>> rebound = new TreeMap<>();
        plans.forEach((scope, plan) -> {
            if (!plan.rebinding().rebound().isEmpty()) {
                rebound.put(
                        scope,
                        plan.rebinding().rebound().values().stream()
                                .flatMap(Collection::stream)
                                .collect(Collectors.toCollection(TreeSet::new)));
            }
        });
        return rebound;
    }

    /// The packages that are built here for them.
    List<LockedPackage> built() {
        List<LockedPackage> built = new ArrayList<>();
        for (OverridePlan plan : plans.values()) {
            built.addAll(plan.toBuild());
            plan.packages().stream()
                    .filter(each -> each.suite().equals(LockedPackage.BUILT))
                    .forEach(built::add);
        }
        return built;
    }

    /// `[{"scope": "curl", "replaced": […]}]`
    JsonArray json() {
        JsonArray all = new JsonArray();
        plans.forEach((scope, plan) -> {
            JsonObject one = new JsonObject();
            one.addProperty("scope", scope);
            one.add("replaced", LockChanges.json(replaced(plan)));
            one.add("waived", InterfaceJson.array(texts(plan.waived())));
            all.add(one);
        });
        return all;
    }

    private static List<String> texts(Collection<?> things) {
        return things.stream().map(Object::toString).toList();
    }
}
