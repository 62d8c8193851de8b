package dev.jos.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/// Rows in aligned columns. Columns whose cells all look like numbers are aligned to the right.
public final class Table {

    private static final String GAP = "  ";

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headings) {
        this.headings = List.of(headings);
    }

    public Table row(String... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(cells.length + " cells in a table of " + headings.size() + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    /// The lines of the table, the headings first; none if there are no rows.
    public List<String> lines(Style style) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add(style.dim(line(headings)));
        rows.forEach(row -> lines.add(line(row)));
        return lines;
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            String padding = " ".repeat(width(column) - cell.length());
            line.append(column == 0 ? "" : GAP).append(isNumeric(column) ? padding + cell : cell + padding);
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        int width = headings.get(column).length();
        for (List<String> row : rows) {
            width = Math.max(width, row.get(column).length());
        }
        return width;
    }

    private boolean isNumeric(int column) {
        return rows.stream()
                .map(row -> row.get(column))
                .allMatch(cell -> !cell.isEmpty()
                        && Character.isDigit(cell.charAt(0))
                        && cell.chars().allMatch(c -> Character.isDigit(c) || " .kMGTB".indexOf(c) >= 0));
    }
}
