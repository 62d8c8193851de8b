package dev.jos.config.format;

/// One piece of a HOCON text, as it is written.
record Token(Kind kind, String text) {

    enum Kind {
        /// Part of a key or a value: a quoted text, a reference, or a run of other characters.
        TEXT,
        /// Blanks within a line.
        SPACE,
        NEWLINE,
        COMMENT,
        COMMA,
        /// `=`, `:` or `+=`.
        SEPARATOR,
        OPEN_BLOCK,
        CLOSE_BLOCK,
        OPEN_LIST,
        CLOSE_LIST,
        END
    }
}
