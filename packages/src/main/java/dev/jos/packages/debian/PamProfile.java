package dev.jos.packages.debian;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One file of `/usr/share/pam-configs`: what a package wants in the common PAM configuration; pam-auth-update(8).
///
/// @param fields the lines of each field, stripped
record PamProfile(String name, Map<String, List<String>> fields) {

    static PamProfile parse(String name, String text) {
        Map<String, List<String>> fields = new HashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            if (line.isBlank()) {
                continue;
            }
            if (Character.isWhitespace(line.charAt(0))) {
                current.add(line.strip());
            } else {
                int colon = line.indexOf(':');
                current = new ArrayList<>();
                String value = line.substring(colon + 1).strip();
                if (!value.isEmpty()) {
                    current.add(value);
                }
                fields.put(colon < 0 ? line : line.substring(0, colon), current);
            }
        }
        return new PamProfile(name, fields);
    }

    boolean isDefault() {
        return value("Default").equals("yes");
    }

    int priority() {
        String priority = value("Priority");
        return priority.matches("\\d{1,9}") ? Integer.parseInt(priority) : 0;
    }

    String value(String field) {
        List<String> lines = fields.getOrDefault(field, List.of());
        return lines.isEmpty() ? "" : lines.getFirst();
    }

    /// The lines for a management group: `Auth-Initial` where this profile comes first, else `Auth` (or
    /// `Auth-Final`).
    List<String> modules(String group, boolean first) {
        List<String> initial = fields.get(group + "-Initial");
        if (first && initial != null) {
            return initial;
        }
        List<String> plain = fields.getOrDefault(group, List.of());
        return plain.isEmpty() ? fields.getOrDefault(group + "-Final", List.of()) : plain;
    }
}
