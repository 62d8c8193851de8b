package dev.jos.activator.units;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a unit file and its drop-ins say together: sections of keys, each with its values in order (systemd.syntax(7)).
///
/// An empty assignment takes back the values before it and stays as a mark that it was there. Lines that are no
/// settings are passed over, as systemd does.
public final class UnitSettings {

    private final Map<String, Map<String, List<String>>> sections;

    private UnitSettings(Map<String, Map<String, List<String>>> sections) {
        this.sections = sections;
    }

    /// Reads files in the order in which systemd does: the unit, then its drop-ins.
    static UnitSettings parse(List<String> texts) {
        var sections = new LinkedHashMap<String, Map<String, List<String>>>();
        texts.forEach(text -> parse(text, sections));
        return new UnitSettings(sections);
    }

    private static void parse(String text, Map<String, Map<String, List<String>>> sections) {
        String section = "";
        for (String line : logicalLines(text)) {
            if (line.startsWith("[") && line.endsWith("]")) {
                section = line.substring(1, line.length() - 1);
                continue;
            }
            int equals = line.indexOf('=');
            if (equals <= 0) {
                continue;
            }
            String key = line.substring(0, equals).strip();
            String value = line.substring(equals + 1).strip();
            List<String> values = sections.computeIfAbsent(section, _ -> new TreeMap<>())
                    .computeIfAbsent(key, _ -> new ArrayList<>());
            if (value.isEmpty()) {
                values.clear();
            }
            values.add(value);
        }
    }

    /// Lines without comments; one that ends with a backslash goes on in the next, comments in between left out.
    private static List<String> logicalLines(String text) {
        var lines = new ArrayList<String>();
        var open = new StringBuilder();
        for (String raw : text.split("\n", -1)) {
            String line = raw.strip();
            if (line.startsWith("#") || line.startsWith(";")) {
                continue;
            }
            if (line.endsWith("\\")) {
                open.append(line, 0, line.length() - 1).append(' ');
                continue;
            }
            lines.add(open.append(line).toString().strip());
            open.setLength(0);
        }
        lines.add(open.toString().strip());
        return lines;
    }

    /// The values of a key, empty assignments left out.
    public List<String> all(String section, String key) {
        return sections.getOrDefault(section, Map.of()).getOrDefault(key, List.of()).stream()
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /// All values of a key as words.
    public List<String> words(String section, String key) {
        return all(section, key).stream()
                .flatMap(value -> List.of(value.split("\\s+")).stream())
                .toList();
    }

    /// Whether the last value of a key is a yes of systemd.syntax(7); `otherwise` without one.
    public boolean flag(String section, String key, boolean otherwise) {
        List<String> values = all(section, key);
        return values.isEmpty()
                ? otherwise
                : Set.of("1", "yes", "true", "on").contains(values.getLast().toLowerCase(java.util.Locale.ROOT));
    }

    /// The keys of a section, all those that are named.
    Set<String> keys(String section) {
        return sections.getOrDefault(section, Map.of()).keySet();
    }

    /// The names of all sections.
    Set<String> sections() {
        return sections.keySet();
    }

    /// The keys, as `Section.Key`, whose values are others in `other`.
    public Set<String> differences(UnitSettings other) {
        var different = new TreeSet<String>();
        var names = new TreeSet<>(sections());
        names.addAll(other.sections());
        for (String section : names) {
            var keys = new TreeSet<>(keys(section));
            keys.addAll(other.keys(section));
            for (String key : keys) {
                if (!raw(section, key).equals(other.raw(section, key))) {
                    different.add(section + "." + key);
                }
            }
        }
        return different;
    }

    private List<String> raw(String section, String key) {
        return sections.getOrDefault(section, Map.of()).getOrDefault(key, List.of());
    }
}
