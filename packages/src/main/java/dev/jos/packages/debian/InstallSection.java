package dev.jos.packages.debian;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The `[Install]` section of a unit file; systemd.unit(5).
record InstallSection(Map<String, List<String>> values) {

    static InstallSection parse(String unitFile) {
        Map<String, List<String>> values = new HashMap<>();
        boolean inside = false;
        for (String line : unitFile.replace("\\\n", " ").split("\n", -1)) {
            String stripped = line.strip();
            if (stripped.startsWith("[")) {
                inside = stripped.equals("[Install]");
            } else if (inside && !stripped.startsWith("#") && !stripped.startsWith(";")) {
                add(values, stripped);
            }
        }
        return new InstallSection(values);
    }

    private static void add(Map<String, List<String>> values, String assignment) {
        int equals = assignment.indexOf('=');
        if (equals < 0) {
            return;
        }
        List<String> list =
                values.computeIfAbsent(assignment.substring(0, equals).strip(), key -> new ArrayList<>());
        String value = assignment.substring(equals + 1).strip();
        if (value.isEmpty()) {
            // An empty assignment resets the list.
            list.clear();
        } else {
            list.addAll(List.of(value.split("\\s+", -1)));
        }
    }

    List<String> list(String key) {
        return values.getOrDefault(key, List.of());
    }
}
