package dev.jos.modules.formats;

import dev.jos.config.Data;

/// Lines of a key and a value: `Key value`, `KEY=value`, whatever the separator.
///
/// Line breaks in a value become spaces, so that a value never starts a line of its own.
public final class KeyValueFile {

    private final String separator;
    private final StringBuilder text = new StringBuilder();

    public KeyValueFile(String separator) {
        this.separator = separator;
    }

    public KeyValueFile set(String key, String value) {
        text.append(key).append(separator).append(value.replace('\n', ' ')).append('\n');
        return this;
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
