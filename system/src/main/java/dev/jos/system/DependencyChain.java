package dev.jos.system;

import dev.jos.packages.PackageReference;
import dev.jos.packages.Relation;
import dev.jos.packages.deb.ImportedPackage;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Why a package is part of a system: the shortest way from one that was asked for.
///
/// @param root the package that was asked for, or is part of every system
/// @param steps from the root to the package; none if it is the root
public record DependencyChain(ImportedPackage root, List<Step> steps) {

    /// One package needs another.
    ///
    /// @param field `Depends`, `Pre-Depends` or `Recommends`
    /// @param relation as `from` says it
    public record Step(ImportedPackage from, String field, Relation relation, ImportedPackage to) {}

    private static final List<String> FIELDS = List.of("Pre-Depends", "Depends", "Recommends");

    public DependencyChain {
        steps = List.copyOf(steps);
    }

    /// The shortest chain to `name`; empty if it is not among `packages`, or nothing leads to it.
    ///
    /// @param wanted names that were asked for
    public static Optional<DependencyChain> to(
            String name, Collection<String> wanted, Collection<ImportedPackage> packages) throws IOException {
        Map<String, List<ImportedPackage>> byName = byName(packages);
        Map<ImportedPackage, Step> reached = new HashMap<>();
        List<ImportedPackage> roots = new ArrayList<>();
        wanted.stream().sorted().forEach(each -> roots.addAll(byName.getOrDefault(each, List.of())));
        packages.stream().filter(each -> each.control().essential()).forEach(roots::add);
        Deque<ImportedPackage> ahead = new ArrayDeque<>(roots);
        while (!ahead.isEmpty()) {
            ImportedPackage next = ahead.remove();
            if (next.name().equals(name)) {
                return Optional.of(back(next, roots, reached));
            }
            for (Step step : steps(next, byName)) {
                if (!roots.contains(step.to()) && reached.putIfAbsent(step.to(), step) == null) {
                    ahead.add(step.to());
                }
            }
        }
        return Optional.empty();
    }

    private static DependencyChain back(
            ImportedPackage end, List<ImportedPackage> roots, Map<ImportedPackage, Step> reached) {
        List<Step> steps = new ArrayList<>();
        ImportedPackage at = end;
        while (!roots.contains(at)) {
            Step step = reached.get(at);
            if (step == null) {
                throw new IllegalStateException("nothing leads to `%s`".formatted(at.name()));
            }
            steps.add(step);
            at = step.from();
        }
        Collections.reverse(steps);
        return new DependencyChain(at, steps);
    }

    private static Map<String, List<ImportedPackage>> byName(Collection<ImportedPackage> packages) throws IOException {
        Map<String, List<ImportedPackage>> byName = new HashMap<>();
        for (ImportedPackage each : packages) {
            byName.computeIfAbsent(each.name(), _ -> new ArrayList<>()).add(each);
        }
        for (ImportedPackage each : packages) {
            for (Relation provided : each.control().relations("Provides")) {
                for (PackageReference reference : provided.alternatives()) {
                    byName.computeIfAbsent(reference.name(), _ -> new ArrayList<>())
                            .add(each);
                }
            }
        }
        return byName;
    }

    private static List<Step> steps(ImportedPackage from, Map<String, List<ImportedPackage>> byName)
            throws IOException {
        List<Step> steps = new ArrayList<>();
        for (String field : FIELDS) {
            for (Relation relation : from.control().relations(field)) {
                for (PackageReference reference : relation.alternatives()) {
                    byName.getOrDefault(reference.name(), List.of())
                            .forEach(to -> steps.add(new Step(from, field, relation, to)));
                }
            }
        }
        return steps;
    }
}
