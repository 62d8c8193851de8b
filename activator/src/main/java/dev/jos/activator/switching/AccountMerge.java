package dev.jos.activator.switching;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Brings together what a machine's own copy of passwd(5), group(5), shadow(5) or gshadow(5) has become, and what the
/// next system says.
///
/// Three states count: what the old system said, what is there, what the new one says. Where only one side has changed
/// something, that change holds; where both did, what was changed on the machine. This goes field by field, so that a
/// password set with passwd(1) stays while a declared shell changes. Members of a group are added and taken away one
/// by one. Numbers are never changed.
final class AccountMerge {

    private static final String SEPARATOR = ":";

    /// @param memberFields the fields, from 0, that are lists of names
    record Table(String file, List<Integer> memberFields) {}

    static final List<Table> TABLES = List.of(
            new Table("passwd", List.of()),
            new Table("group", List.of(3)),
            new Table("shadow", List.of()),
            new Table("gshadow", List.of(2, 3)));

    private final Table table;

    AccountMerge(Table table) {
        this.table = table;
    }

    /// The merged file: the machine's rows in their order, then those that are new.
    String merge(String before, String local, String after) {
        Map<String, String[]> old = rows(before);
        Map<String, String[]> mine = rows(local);
        Map<String, String[]> next = rows(after);
        var merged = new ArrayList<String>();
        mine.forEach((name, row) -> row(Optional.ofNullable(old.get(name)), row, Optional.ofNullable(next.get(name)))
                .ifPresent(merged::add));
        next.forEach((name, row) -> {
            // One that was declared before and is not there was deleted on the machine.
            if (!mine.containsKey(name) && !old.containsKey(name)) {
                merged.add(String.join(SEPARATOR, row));
            }
        });
        return merged.isEmpty() ? "" : String.join("\n", merged) + "\n";
    }

    private Optional<String> row(Optional<String[]> old, String[] mine, Optional<String[]> next) {
        if (next.isEmpty()) {
            // Declared before and not any more: it goes. Made on the machine: it stays.
            return old.isPresent() ? Optional.empty() : Optional.of(String.join(SEPARATOR, mine));
        }
        String[] base = old.orElse(next.get());
        var fields = new ArrayList<String>();
        for (int i = 0; i < mine.length; i++) {
            fields.add(field(i, at(base, i), mine[i], at(next.get(), i)));
        }
        return Optional.of(String.join(SEPARATOR, fields));
    }

    private String field(int index, String base, String mine, String next) {
        if (table.memberFields().contains(index)) {
            return members(base, mine, next);
        }
        return mine.equals(base) ? next : mine;
    }

    private static String members(String base, String mine, String next) {
        var members = new ArrayList<>(names(mine));
        List<String> before = names(base);
        List<String> after = names(next);
        members.removeIf(name -> before.contains(name) && !after.contains(name));
        after.stream()
                .filter(name -> !before.contains(name) && !members.contains(name))
                .forEach(members::add);
        return String.join(",", members);
    }

    private static List<String> names(String field) {
        return field.isEmpty() ? List.of() : List.of(field.split(","));
    }

    private static String at(String[] row, int index) {
        return index < row.length ? row[index] : "";
    }

    private static Map<String, String[]> rows(String text) {
        var rows = new LinkedHashMap<String, String[]>();
        text.lines().filter(line -> line.contains(SEPARATOR)).forEach(line -> {
            String[] fields = line.split(SEPARATOR, -1);
            rows.put(fields[0], fields);
        });
        return rows;
    }
}
