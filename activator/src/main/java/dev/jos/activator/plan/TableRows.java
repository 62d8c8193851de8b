package dev.jos.activator.plan;

import java.util.LinkedHashMap;
import java.util.SortedMap;
import java.util.TreeMap;

/// The rows of a file like passwd(5), by the name in the first field.
final class TableRows {

    private TableRows() {}

    static SortedMap<String, String> of(String text) {
        var rows = new LinkedHashMap<String, String>();
        text.lines()
                .filter(line -> line.indexOf(':') > 0)
                .forEach(line -> rows.put(line.substring(0, line.indexOf(':')), line));
        return new TreeMap<>(rows);
    }
}
