package dev.jos.packages.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Preset files: which units are to be enabled or left alone; systemd.preset(5). The first line that matches decides.
public final class Presets {

    private record Rule(boolean enable, String pattern) {}

    private final List<Rule> rules = new ArrayList<>();

    /// @param files the texts of the files in the order of their names
    public Presets(Iterable<String> files) {
        for (String file : files) {
            for (String line : file.lines().toList()) {
                String[] words = line.strip().split("\\s+", -1);
                if (words.length >= 2 && (words[0].equals("enable") || words[0].equals("disable"))) {
                    rules.add(new Rule(words[0].equals("enable"), words[1]));
                }
            }
        }
    }

    /// Whether a unit is to be enabled; empty if no line names it.
    public Optional<Boolean> verdict(String unit) {
        return rules.stream()
                .filter(rule -> matches(rule.pattern(), unit))
                .map(Rule::enable)
                .findFirst();
    }

    private static boolean matches(String pattern, String unit) {
        StringBuilder expression = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            expression.append(
                    switch (c) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Character.isLetterOrDigit(c) ? String.valueOf(c) : "\\" + c;
                    });
        }
        return unit.matches(expression.toString());
    }

    /// A preset file that enables exactly these units, so that `systemctl preset-all` changes nothing.
    public static String exactly(Iterable<String> units) {
        StringBuilder text = new StringBuilder();
        for (String unit : units) {
            UnitName name = UnitName.parse(unit);
            // An instance is preset through its template: `enable getty@.service tty1`.
            text.append("enable ")
                    .append(name.isInstance() ? name.template() + " " + name.instance() : unit)
                    .append('\n');
        }
        return text.append("disable *\n").toString();
    }
}
