package dev.jos.packages.resolve;

import dev.jos.packages.Relation;
import dev.jos.packages.archive.IndexedPackage;
import dev.jos.packages.archive.PackageIndex;
import dev.jos.packages.archive.PackageTable;
import dev.jos.packages.archive.RelationKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Words a contradiction: a chain from what was asked for to what cannot be.
final class Explanation {

    private static final int MOST_VERSIONS = 3;

    private final PackageIndex index;
    private final PackageTable table;
    private final Universe universe;
    private final Matcher matcher;
    private final Set<String> provided;

    /// @param provided names that the request provides, without a version
    Explanation(PackageIndex index, Universe universe, Matcher matcher, Set<String> provided) {
        this.index = index;
        this.table = index.table();
        this.universe = universe;
        this.matcher = matcher;
        this.provided = provided;
    }

    UnsatisfiableException of(List<Clause> core) {
        Set<String> sentences = new LinkedHashSet<>();
        Set<String> hints = new LinkedHashSet<>();
        for (Clause clause : inOrder(core)) {
            sentences.add(sentence(clause));
            hint(clause.cause(), hints);
        }
        return new UnsatisfiableException(List.copyOf(sentences), List.copyOf(hints));
    }

    /// Wishes, then the needs of what they lead to, breadth first; then what forbids, once both its sides are
    /// known.
    private List<Clause> inOrder(List<Clause> core) {
        List<Clause> ordered = new ArrayList<>();
        Deque<Integer> known = new ArrayDeque<>();
        Set<Integer> seen = new HashSet<>();
        for (Clause clause : core) {
            if (clause.cause() instanceof Cause.Requested) {
                ordered.add(clause);
                reach(clause, known, seen);
            }
        }
        while (!known.isEmpty()) {
            int variable = known.remove();
            for (Clause clause : core) {
                if (clause.owner() == variable) {
                    ordered.add(clause);
                    reach(clause, known, seen);
                }
            }
        }
        core.stream().filter(clause -> !ordered.contains(clause)).forEach(ordered::add);
        return ordered;
    }

    private static void reach(Clause clause, Deque<Integer> known, Set<Integer> seen) {
        for (int literal : clause.literals()) {
            if (literal > 0 && seen.add(literal)) {
                known.add(literal);
            }
        }
    }

    private String sentence(Clause clause) {
        return switch (clause.cause()) {
            case Cause.Requested(Wish wish) -> requested(wish, clause);
            case Cause.Needs(int owner, RelationKind kind, int relation) ->
                "%s needs `%s`%s."
                        .formatted(
                                name(owner), relation(owner, kind, relation), answers(owner, kind, relation, clause));
            case Cause.Excludes(int owner, RelationKind kind, int other) ->
                "%s %s %s."
                        .formatted(name(owner), kind == RelationKind.BREAKS ? "breaks" : "conflicts with", name(other));
            case Cause.SameName(int first, int second) ->
                "Only one of %s and %s can be installed.".formatted(name(first), name(second));
            case Cause.Forbidden(int owner) -> "The request excludes `%s`.".formatted(plainName(owner));
            case Cause.PinnedElsewhere(int owner) ->
                "%s is not the version that the request pins.".formatted(name(owner));
        };
    }

    private String requested(Wish wish, Clause clause) {
        String what =
                wish.essential() ? "`%s` is part of every system".formatted(wish) : "`%s` is asked for".formatted(wish);
        if (clause.literals().isEmpty()) {
            return what + ", but "
                    + wish.names().stream().map(this::existing).distinct().collect(Collectors.joining(" and ")) + ".";
        }
        return what + ".";
    }

    private String answers(int owner, RelationKind kind, int relation, Clause clause) {
        if (clause.literals().size() == 1) {
            Relation missing = relationOf(owner, kind, relation);
            return missing.alternatives().stream()
                    .map(reference -> existing(reference.name()))
                    .distinct()
                    .collect(Collectors.joining(" and ", ", but ", ""));
        }
        if (clause.literals().size() == 2) {
            int only = universe.member(clause.literals().getLast());
            boolean obvious = relationOf(owner, kind, relation).alternatives().stream()
                    .anyMatch(reference -> reference.name().equals(plainName(only)));
            return obvious ? "" : ", which only %s is".formatted(name(only));
        }
        return "";
    }

    /// What there is of a name, as the second half of a sentence.
    private String existing(String name) {
        List<IndexedPackage> versions = index.find(name);
        if (!versions.isEmpty()) {
            return versions.stream()
                    .limit(MOST_VERSIONS)
                    .map(each -> "`%s %s` exists in %s"
                            .formatted(name, each.version(), each.locked().suite()))
                    .collect(Collectors.joining(" and ", "only ", ""));
        }
        if (provided.contains(name)) {
            return "`%s` is provided by jos, without a version".formatted(name);
        }
        List<IndexedPackage> providers = index.providers(name);
        if (!providers.isEmpty()) {
            return "`%s` exists only as provided by %s"
                    .formatted(
                            name,
                            providers.stream()
                                    .limit(MOST_VERSIONS)
                                    .map(each -> "`" + each.name() + "`")
                                    .distinct()
                                    .collect(Collectors.joining(", ")));
        }
        return "there is no `%s`".formatted(name);
    }

    private void hint(Cause cause, Set<String> hints) {
        switch (cause) {
            case Cause.Forbidden(int owner) ->
                hints.add("Take `%s` out of what is excluded.".formatted(plainName(owner)));
            case Cause.PinnedElsewhere(int owner) -> hints.add("Remove the pin of `%s`.".formatted(plainName(owner)));
            case Cause.Requested(Wish wish) -> {
                if (!wish.version().isEmpty()) {
                    hints.add("Ask for `%s` without a version.".formatted(wish.name()));
                } else if (!wish.essential() && wish.relation().isEmpty()) {
                    hints.add("Leave out `%s`.".formatted(wish.name()));
                }
            }
            case Cause.Needs needs -> {}
            case Cause.Excludes excludes -> {}
            case Cause.SameName same -> {}
        }
    }

    private Relation relationOf(int owner, RelationKind kind, int relation) {
        return index.indexed(owner).relations(kind).get(relation);
    }

    private String relation(int owner, RelationKind kind, int relation) {
        return relationOf(owner, kind, relation).toString();
    }

    private String name(int number) {
        return "`%s %s`".formatted(plainName(number), matcher.version(number));
    }

    private String plainName(int number) {
        return table.name(table.packageName(number));
    }
}
