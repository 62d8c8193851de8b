package dev.jos.modules.formats;

import dev.jos.config.Data;
import java.util.function.UnaryOperator;

/// Lines of a key and a value: `Key value`, `KEY=value`, whatever the separator.
///
/// Line breaks in a value become spaces, so that a value never starts a line of its own.
public final class KeyValueFile {

    private final String separator;
    private final UnaryOperator<String> quoting;
    private final StringBuilder text = new StringBuilder();

    /// Values stand there as they are.
    ///
    /// @param separator stands between key and value
    public KeyValueFile(String separator) {
        this(separator, UnaryOperator.identity());
    }

    private KeyValueFile(String separator, UnaryOperator<String> quoting) {
        this.separator = separator;
        this.quoting = quoting;
    }

    /// Assignments of shell variables, `KEY=value`, as in `/etc/default`: values in single quotes where needed, so
    /// that a shell takes them literally.
    public static KeyValueFile shell() {
        return new KeyValueFile("=", ShellWords::quoted);
    }

    /// Adds a line.
    public KeyValueFile set(String key, String value) {
        text.append(oneLine(key))
                .append(separator)
                .append(quoting.apply(oneLine(value)))
                .append('\n');
        return this;
    }

    private static String oneLine(String text) {
        return text.replace("\r", "").replace('\n', ' ');
    }

    /// Adds free-form settings; `true` and `false` become `yes` and `no`, and a list one line for each element.
    public KeyValueFile settings(Data.Table settings) {
        settings.entries().forEach((key, value) -> {
            if (value instanceof Data.Flag(boolean flag)) {
                set(key, flag ? "yes" : "no");
            } else if (value instanceof Data.Items(var items)) {
                items.forEach(item -> set(key, item.text()));
            } else {
                set(key, value.text());
            }
        });
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
