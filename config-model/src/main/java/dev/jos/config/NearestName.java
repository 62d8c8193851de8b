package dev.jos.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Finds what somebody probably meant.
public final class NearestName {

    private NearestName() {}

    /// The candidate closest to `wrong`: few letters apart, or one contained in the other. Ties go to the first.
    public static Optional<String> of(String wrong, Collection<String> candidates) {
        String asked = wrong.toLowerCase(Locale.ROOT);
        Optional<String> best = Optional.empty();
        int least = Math.max(1, asked.length() / 3) * 2 + 1;
        for (String candidate : candidates) {
            int distance = distance(asked, candidate.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                best = Optional.of(candidate);
            }
        }
        return best;
    }

    /// Twice the edit distance (insert, delete, replace, swap neighbours); containment counts as nearly equal.
    private static int distance(String a, String b) {
        int edits = 2 * edits(a, b);
        boolean contained = Math.min(a.length(), b.length()) >= 3 && (a.contains(b) || b.contains(a));
        return contained ? Math.min(edits, 3) : edits;
    }

    private static int edits(String a, String b) {
        int[][] table = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                table[i][j] = i == 0 || j == 0 ? i + j : step(table, a, b, i, j);
            }
        }
        return table[a.length()][b.length()];
    }

    private static int step(int[][] table, String a, String b, int i, int j) {
        int replace = table[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replace, Math.min(table[i - 1][j], table[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, table[i - 2][j - 2] + 1) : least;
    }
}
