package dev.jos.packages.resolve;

import dev.jos.packages.archive.PackageTable;
import dev.jos.packages.archive.RelationCursor;
import dev.jos.packages.archive.RelationKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The part of the archive that an answer may be chosen from.
///
/// The *narrow* universe follows, for every need, only the first choice; it holds little more than the answer, and
/// nearly
/// always has one. Where it has none, the *wide* universe, with everything that is reachable at all, decides: leaving
/// packages out can lose answers, but never makes a wrong one.
final class Universe {

    private static final List<RelationKind> NEEDS = List.of(RelationKind.PRE_DEPENDS, RelationKind.DEPENDS);

    private final PackageTable table;
    private final Matcher matcher;
    private final Map<Integer, Integer> preferred;
    private final boolean recommends;
    private final boolean wide;

    /// In order of discovery, which is also the numbering of the solver's variables, from 1.
    private final List<Integer> members = new ArrayList<>();

    private final int[] variables;

    /// @param preferred the package to prefer, by number of name
    Universe(PackageTable table, Matcher matcher, Map<Integer, Integer> preferred, boolean recommends, boolean wide) {
        this.table = table;
        this.matcher = matcher;
        this.preferred = new HashMap<>(preferred);
        this.recommends = recommends;
        this.wide = wide;
        this.variables = new int[table.packages()];
    }

    /// Takes in what can answer the wishes, and everything that these may need.
    void reach(List<List<Integer>> wishes) {
        wishes.forEach(this::addChoices);
        for (int at = 0; at < members.size(); at++) {
            int member = members.get(at);
            for (RelationKind kind : NEEDS) {
                follow(member, kind);
            }
            if (recommends) {
                follow(member, RelationKind.RECOMMENDS);
            }
        }
    }

    private void follow(int member, RelationKind kind) {
        RelationCursor cursor = table.relations(member, kind);
        while (cursor.nextRelation()) {
            choices(cursor).ifPresent(this::addChoices);
        }
    }

    /// What satisfies the relation under the cursor, in order of preference: its alternatives in turn, in each the
    /// preferred version first. Empty when one of them is provided, so that there is nothing to choose.
    Optional<List<Integer>> choices(RelationCursor cursor) {
        List<Integer> choices = new ArrayList<>();
        while (cursor.nextReference()) {
            if (matcher.isProvided(cursor)) {
                return Optional.empty();
            }
            for (int number : preferredFirst(matcher.satisfying(cursor))) {
                if (!choices.contains(number)) {
                    choices.add(number);
                }
            }
        }
        return Optional.of(choices);
    }

    /// The same packages, those to prefer ahead.
    List<Integer> preferredFirst(List<Integer> choices) {
        List<Integer> ordered = new ArrayList<>(choices.size());
        for (int number : choices) {
            if (isPreferred(number)) {
                ordered.add(number);
            }
        }
        for (int number : choices) {
            if (!isPreferred(number)) {
                ordered.add(number);
            }
        }
        return ordered;
    }

    private boolean isPreferred(int number) {
        Integer wanted = preferred.get(table.packageName(number));
        return wanted != null && wanted == number;
    }

    /// Whether this is the version that its name has in the narrow universe: the preferred one, else the newest.
    private boolean isCandidate(int number) {
        int name = table.packageName(number);
        Integer wanted = preferred.get(name);
        return number == (wanted != null ? wanted : table.firstPackage(name));
    }

    private void addChoices(List<Integer> choices) {
        if (wide) {
            choices.forEach(this::add);
            return;
        }
        for (int number : choices) {
            if (isCandidate(number)) {
                add(number);
                return;
            }
        }
        if (!choices.isEmpty()) {
            add(choices.getFirst());
        }
    }

    private void add(int number) {
        if (variables[number] == 0) {
            members.add(number);
            variables[number] = members.size();
        }
    }

    /// The packages, in order of their variables.
    List<Integer> members() {
        return members;
    }

    /// The solver's variable of a package; 0 when it is not in the universe.
    int variable(int number) {
        return variables[number];
    }

    /// The package of a variable.
    int member(int variable) {
        return members.get(variable - 1);
    }

    Matcher matcher() {
        return matcher;
    }

    PackageTable table() {
        return table;
    }
}
