package dev.jos.packages.resolve;

import dev.jos.packages.archive.PackageTable;
import dev.jos.packages.archive.RelationCursor;
import dev.jos.packages.archive.RelationKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A universe and a request as clauses.
final class Encoding {

    private static final List<RelationKind> NEEDS = List.of(RelationKind.PRE_DEPENDS, RelationKind.DEPENDS);
    private static final List<RelationKind> EXCLUSIONS = List.of(RelationKind.CONFLICTS, RelationKind.BREAKS);

    private final Universe universe;
    private final PackageTable table;
    private final List<Clause> clauses = new ArrayList<>();
    private final List<Clause> recommendations = new ArrayList<>();

    Encoding(Universe universe) {
        this.universe = universe;
        this.table = universe.table();
    }

    /// What must hold.
    List<Clause> clauses() {
        return clauses;
    }

    /// What should hold where it can.
    List<Clause> recommendations() {
        return recommendations;
    }

    void require(Wish wish, List<Integer> answers) {
        clauses.add(new Clause(literals(universe.preferredFirst(answers), 0), 0, new Cause.Requested(wish)));
    }

    void forbid(int number, Cause cause) {
        if (universe.variable(number) != 0) {
            clauses.add(new Clause(List.of(-universe.variable(number)), 0, cause));
        }
    }

    void encodeMembers(boolean withRecommendations) {
        for (int member : universe.members()) {
            for (RelationKind kind : NEEDS) {
                needs(member, kind, clauses);
            }
            if (withRecommendations) {
                needs(member, RelationKind.RECOMMENDS, recommendations);
            }
            for (RelationKind kind : EXCLUSIONS) {
                exclusions(member, kind);
            }
            otherVersions(member);
        }
    }

    private void needs(int member, RelationKind kind, List<Clause> into) {
        RelationCursor cursor = table.relations(member, kind);
        for (int relation = 0; cursor.nextRelation(); relation++) {
            Optional<List<Integer>> choices = universe.choices(cursor);
            if (choices.isPresent() && !choices.get().contains(member)) {
                int variable = universe.variable(member);
                into.add(new Clause(
                        literals(choices.get(), -variable), variable, new Cause.Needs(member, kind, relation)));
            }
        }
    }

    private void exclusions(int member, RelationKind kind) {
        RelationCursor cursor = table.relations(member, kind);
        while (cursor.nextRelation()) {
            while (cursor.nextReference()) {
                for (int other : universe.matcher().excluded(cursor, member)) {
                    // Versions of one name exclude each other anyway.
                    if (universe.variable(other) != 0 && table.packageName(other) != table.packageName(member)) {
                        exclude(member, other, new Cause.Excludes(member, kind, other));
                    }
                }
            }
        }
    }

    private void otherVersions(int member) {
        int name = table.packageName(member);
        int end = table.firstPackage(name) + table.packageCount(name);
        for (int other = member + 1; other < end; other++) {
            if (universe.variable(other) != 0) {
                exclude(member, other, new Cause.SameName(member, other));
            }
        }
    }

    private void exclude(int first, int second, Cause cause) {
        clauses.add(new Clause(List.of(-universe.variable(first), -universe.variable(second)), 0, cause));
    }

    private List<Integer> literals(List<Integer> choices, int first) {
        List<Integer> literals = new ArrayList<>(choices.size() + 1);
        if (first != 0) {
            literals.add(first);
        }
        for (int choice : choices) {
            if (universe.variable(choice) != 0) {
                literals.add(universe.variable(choice));
            }
        }
        return List.copyOf(literals);
    }
}
