package dev.jos.modules.formats;

import dev.jos.config.Data;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// A file in the format of systemd: sections of `Key=Value` lines, where a key may come several times
/// (systemd.syntax(7)).
///
/// Sections appear in the order in which they are first named, and not at all while they are empty.
public final class UnitFile {

    private record Section(String name, StringBuilder lines) {}

    private final List<Section> sections = new ArrayList<>();

    /// Begins another section of a name that may have been there before; lines for that name belong to it from now on.
    public UnitFile begin(String section) {
        sections.add(new Section(section, new StringBuilder()));
        return this;
    }

    /// Adds a line; an empty value adds nothing.
    public UnitFile set(String section, String key, String value) {
        if (!value.isEmpty()) {
            assign(section, key, value);
        }
        return this;
    }

    /// Adds one line with all values, separated by spaces.
    public UnitFile set(String section, String key, Collection<String> values) {
        return set(section, key, String.join(" ", values));
    }

    /// Adds one line for each value.
    public UnitFile each(String section, String key, Collection<String> values) {
        values.forEach(value -> set(section, key, value));
        return this;
    }

    /// Adds free-form settings; a list becomes one line for each element, and an empty text an assignment of
    /// nothing, which resets a list.
    public UnitFile settings(String section, Data.Table settings) {
        settings.entries().forEach((key, value) -> {
            if (value instanceof Data.Items(var items)) {
                items.forEach(item -> assign(section, key, item.text()));
            } else {
                assign(section, key, value.text());
            }
        });
        return this;
    }

    /// Adds a line, also for an empty value: that is an assignment of nothing, which resets a list.
    public UnitFile assign(String section, String key, String value) {
        last(oneLine(section))
                .lines()
                .append(oneLine(key))
                .append('=')
                .append(oneLine(value))
                .append('\n');
        return this;
    }

    private Section last(String name) {
        for (Section section : sections.reversed()) {
            if (section.name().equals(name)) {
                return section;
            }
        }
        return begin(name).sections.getLast();
    }

    /// Whether nothing has been set in a section.
    public boolean lacks(String section, String key) {
        return !("\n" + last(section).lines()).contains("\n" + key + "=");
    }

    /// A word for a value that systemd splits into words: quoted where needed, with `%` doubled.
    public static String word(String text) {
        String escaped = text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("%", "%%");
        return "\"" + escaped + "\"";
    }

    /// A length of time for systemd.time(7), in milliseconds where seconds are too coarse.
    public static String time(Duration length) {
        return length.toMillis() % 1000 == 0 ? length.toSeconds() + "s" : length.toMillis() + "ms";
    }

    /// What is written in several lines becomes one. A backslash at the end would join the next line to this one, so a
    /// space follows it, which systemd strips.
    private static String oneLine(String value) {
        String line =
                value.replace("\r", "").replace("\\\n", " ").replace('\n', ' ').strip();
        return line.endsWith("\\") ? line + " " : line;
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (Section section : sections) {
            if (!section.lines().isEmpty()) {
                text.append(text.isEmpty() ? "" : "\n")
                        .append('[')
                        .append(section.name())
                        .append("]\n")
                        .append(section.lines());
            }
        }
        return text.toString();
    }
}
