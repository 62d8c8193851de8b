package dev.jos.cli.command;

import dev.jos.config.Data;
import java.util.ArrayList;
import java.util.List;

/// A changed value as lines that begin with `-`, `+` or a blank, like those of diff(1).
///
/// Of lists and texts of several lines only what differs is shown, below the name.
final class ValueChangeText {

    private ValueChangeText() {}

    static List<String> lines(ValueChange change) {
        List<String> lines = new ArrayList<>();
        if (change.before().isPresent() && change.after().isPresent()) {
            List<String> before = pieces(change.before().get());
            List<String> after = pieces(change.after().get());
            boolean list = change.before().get() instanceof Data.Items
                    && change.after().get() instanceof Data.Items;
            if (list || (before.size() > 1 && after.size() > 1)) {
                lines.add(" " + change.path());
                differing(before, after, lines);
                return lines;
            }
        }
        change.before().ifPresent(data -> lines.add("-" + change.path() + " = " + data.hocon()));
        change.after().ifPresent(data -> lines.add("+" + change.path() + " = " + data.hocon()));
        return lines;
    }

    /// The elements of a list, the lines of a text.
    private static List<String> pieces(Data data) {
        return switch (data) {
            case Data.Items(var items) -> items.stream().map(Data::hocon).toList();
            case Data.Text(String text) -> text.lines().toList();
            case Data.Table _, Data.Flag _, Data.Numeric _, Data.Nothing _ -> List.of(data.hocon());
        };
    }

    /// What is left beside a longest common subsequence.
    private static void differing(List<String> before, List<String> after, List<String> lines) {
        int[][] common = common(before, after);
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                i++;
                j++;
            } else if (i < before.size() && (j == after.size() || common[i + 1][j] >= common[i][j + 1])) {
                lines.add("-  " + before.get(i++));
            } else {
                lines.add("+  " + after.get(j++));
            }
        }
    }

    private static int[][] common(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
