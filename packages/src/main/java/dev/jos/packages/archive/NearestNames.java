package dev.jos.packages.archive;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Names near to a misspelt one: by typing errors (insert, drop, replace, swap neighbours), and those it is a part
/// of.
public final class NearestNames {

    private static final int MOST = 5;

    private record Candidate(String name, int distance) {}

    private NearestNames() {}

    /// Up to five of the packages in `table`.
    static List<String> of(PackageTable table, String wanted) {
        return among(
                wanted,
                IntStream.range(0, table.names())
                        .filter(name -> table.packageCount(name) > 0)
                        .mapToObj(table::name));
    }

    /// Up to five of `names`, the likeliest first.
    public static List<String> among(String wanted, Stream<String> names) {
        int limit = Math.clamp(wanted.length() / 3, 1, 3);
        return names.flatMap(name -> candidate(wanted, name, limit).stream())
                .sorted(Comparator.comparingInt(Candidate::distance)
                        .thenComparing(candidate -> samePrefix(wanted, candidate.name()), Comparator.reverseOrder())
                        .thenComparing(Candidate::name))
                .limit(MOST)
                .map(Candidate::name)
                .toList();
    }

    private static Optional<Candidate> candidate(String wanted, String name, int limit) {
        boolean longer = wanted.length() >= 3 && name.startsWith(wanted);
        if (Math.abs(name.length() - wanted.length()) > limit && !longer) {
            return Optional.empty();
        }
        int distance = distance(wanted, name, limit);
        if (distance <= limit) {
            return Optional.of(new Candidate(name, 2 * distance));
        }
        // `python` for `python3`: nearer than two typing errors when little is missing.
        return longer ? Optional.of(new Candidate(name, 3 + name.length() - wanted.length())) : Optional.empty();
    }

    private static int samePrefix(String a, String b) {
        int length = 0;
        while (length < a.length() && length < b.length() && a.charAt(length) == b.charAt(length)) {
            length++;
        }
        return length;
    }

    /// The number of typing errors between two names (optimal string alignment); more than `limit` when it is above
    /// it.
    static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) > limit) {
            return limit + 1;
        }
        int[] before = new int[b.length() + 1];
        int[] above = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            int least = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                int cost = Math.min(Math.min(above[j], row[j - 1]) + 1, above[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost = Math.min(cost, before[j - 2] + 1);
                }
                row[j] = cost;
                least = Math.min(least, cost);
            }
            if (least > limit) {
                return limit + 1;
            }
            int[] free = before;
            before = above;
            above = row;
            row = free;
        }
        return above[b.length()];
    }
}
