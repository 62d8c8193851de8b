package dev.jos.packages.resolve;

import dev.jos.packages.Relation;
import dev.jos.packages.archive.PackageIndex;
import dev.jos.packages.archive.PackageTable;
import dev.jos.packages.archive.Priority;
import dev.jos.packages.lock.LockedPackage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Finds the packages that answer a request.
public final class Resolver {

    private final PackageIndex index;
    private final PackageTable table;

    public Resolver(PackageIndex index) {
        this.index = index;
        this.table = index.table();
    }

    /// Newest versions, first alternatives, and nothing that is not needed. The same index, request and
    /// preferences give the same answer.
    ///
    /// @param preferred packages to keep at their version where the relations allow it, as those of a lock
    /// @throws UnsatisfiableException when there is no answer, with the reasons
    public Resolution resolve(Request request, Collection<LockedPackage> preferred) throws UnsatisfiableException {
        if (request.architecture() != index.architecture()) {
            throw new IllegalArgumentException(
                    "a request for %s, and an index of %s".formatted(request.architecture(), index.architecture()));
        }
        Matcher matcher = new Matcher(table, request);
        Map<Wish, List<Integer>> wishes = wishes(request, matcher);
        Map<Integer, Integer> kept = kept(request, matcher, preferred);
        Optional<Resolution> answer = attempt(request, wishes, kept, matcher, false);
        if (answer.isEmpty()) {
            answer = attempt(request, wishes, kept, matcher, true);
        }
        return answer.orElseThrow(() -> new IllegalStateException("the wide universe answers or explains"));
    }

    private Optional<Resolution> attempt(
            Request request, Map<Wish, List<Integer>> wishes, Map<Integer, Integer> kept, Matcher matcher, boolean wide)
            throws UnsatisfiableException {
        Universe universe = new Universe(table, matcher, kept, request.recommends(), wide);
        wishes.values().forEach(answers -> universe.reach(List.of(universe.preferredFirst(answers))));
        Encoding encoding = new Encoding(universe);
        wishes.forEach(encoding::require);
        encoding.encodeMembers(request.recommends());
        forbid(request, matcher, universe, encoding);
        SatProblem problem = new SatProblem(universe.members().size());
        Optional<List<Integer>> solution = problem.solve(encoding.clauses(), encoding.recommendations());
        if (solution.isEmpty() && wide) {
            throw new Explanation(index, universe, matcher, request.provided()).of(problem.core(encoding.clauses()));
        }
        return solution.map(variables -> new Resolution(
                request,
                variables.stream()
                        .map(variable -> index.locked(universe.member(variable)))
                        .toList(),
                index.suites()));
    }

    /// What must be in the answer, with what can be it: the named first, in alphabetical order, then the
    /// relations, then the base.
    private Map<Wish, List<Integer>> wishes(Request request, Matcher matcher) throws UnsatisfiableException {
        Map<Wish, List<Integer>> wishes = new java.util.LinkedHashMap<>();
        Map<String, List<String>> unknown = new TreeMap<>();
        for (String text : request.install()) {
            Wish wish = Wish.parse(text);
            if (isProvided(wish, request)) {
                continue;
            }
            List<Integer> answers = matcher.answering(wish);
            if (answers.isEmpty() && !exists(wish.name())) {
                unknown.put(wish.name(), index.nearest(wish.name()));
            }
            wishes.put(wish, answers);
        }
        request.needs().stream()
                .filter(relation -> !isProvided(relation, request))
                .forEach(relation -> wishes.put(Wish.of(relation), matcher.satisfying(relation)));
        if (!unknown.isEmpty()) {
            throw UnsatisfiableException.unknown(unknown, index.suites());
        }
        for (int name = 0; name < table.names(); name++) {
            if (table.packageCount(name) > 0 && isBase(request.base(), table.firstPackage(name))) {
                Wish wish = new Wish(table.name(name), "", true);
                if (!request.exclude().contains(wish.name())) {
                    wishes.putIfAbsent(wish, matcher.answering(wish));
                }
            }
        }
        return wishes;
    }

    /// Whether a wish is met by what the request provides; a package that has the name itself is still meant.
    private boolean isProvided(Wish wish, Request request) {
        int name = table.nameNumber(wish.name());
        return request.provided().contains(wish.name())
                && wish.version().isEmpty()
                && (name < 0 || table.packageCount(name) == 0);
    }

    private static boolean isProvided(Relation relation, Request request) {
        return relation.alternatives().stream()
                .anyMatch(each ->
                        each.constraint().isEmpty() && request.provided().contains(each.name()));
    }

    private boolean exists(String name) {
        int number = table.nameNumber(name);
        return number >= 0 && (table.packageCount(number) > 0 || table.providerCount(number) > 0);
    }

    private boolean isBase(BasePolicy policy, int number) {
        Priority priority = table.priority(number);
        return switch (policy) {
            case NOTHING -> false;
            case ESSENTIAL -> table.essential(number);
            case REQUIRED -> table.essential(number) || priority == Priority.REQUIRED;
            case IMPORTANT ->
                table.essential(number) || priority == Priority.REQUIRED || priority == Priority.IMPORTANT;
        };
    }

    /// The packages to prefer, by the number of their name: pins and exact wishes, then those of `preferred`
    /// that the archive still has.
    private Map<Integer, Integer> kept(Request request, Matcher matcher, Collection<LockedPackage> preferred) {
        Map<Integer, Integer> kept = new HashMap<>();
        for (LockedPackage each : preferred) {
            keep(kept, matcher, each.name(), each.version().text());
        }
        for (String text : request.install()) {
            Wish wish = Wish.parse(text);
            if (!wish.version().isEmpty()) {
                keep(kept, matcher, wish.name(), wish.version());
            }
        }
        request.pins().forEach((name, version) -> keep(kept, matcher, name, version));
        return kept;
    }

    private void keep(Map<Integer, Integer> kept, Matcher matcher, String name, String version) {
        int number = table.nameNumber(name);
        if (number < 0) {
            return;
        }
        int first = table.firstPackage(number);
        for (int i = first; i < first + table.packageCount(number); i++) {
            if (matcher.version(i).equals(version)) {
                kept.put(number, i);
            }
        }
    }

    private void forbid(Request request, Matcher matcher, Universe universe, Encoding encoding) {
        for (int member : new ArrayList<>(universe.members())) {
            String name = table.name(table.packageName(member));
            String pinned = request.pins().get(name);
            if (request.exclude().contains(name)) {
                encoding.forbid(member, new Cause.Forbidden(member));
            } else if (pinned != null && !pinned.equals(matcher.version(member))) {
                encoding.forbid(member, new Cause.PinnedElsewhere(member));
            }
        }
    }
}
