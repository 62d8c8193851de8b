package dev.jos.modules;

import dev.jos.config.ContentReference;

/// What a file of the system holds.
public sealed interface Content {

    /// Text known from the configuration, written as UTF-8.
    record Text(String text) implements Content {}

    /// A file beside the configuration, read through `ConfigurationFiles` when the system is built.
    record Beside(ContentReference reference) implements Content {
        public Beside {
            if (reference.directory()) {
                throw new IllegalArgumentException(reference.path() + " is a directory");
            }
        }
    }

    /// Text known from the configuration.
    static Content text(String text) {
        return new Text(text);
    }
}
