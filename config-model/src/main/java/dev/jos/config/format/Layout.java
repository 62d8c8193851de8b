package dev.jos.config.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands in a HOCON text, with its comments and without its blanks.
sealed interface Layout {

    /// One line, or several, in a block or list.
    sealed interface Item extends Layout {
        /// Whether an empty line sets it off from what is before.
        boolean isSetOff();
    }

    /// A comment on a line of its own.
    record Comment(String text, boolean isSetOff) implements Item {}

    /// A field of a block or an element of a list.
    ///
    /// @param key as it is written; null for an element
    /// @param adds whether it adds to the value before, by `+=`
    /// @param comment what stands behind it on its line, or null
    record Entry(
            @Nullable String key,
            boolean adds,
            List<Part> parts,
            @Nullable String comment,
            boolean isSetOff) implements Item {

        Entry with(String behind) {
            return new Entry(key, adds, parts, behind, isSetOff);
        }
    }

    /// One of the pieces that a value is joined from.
    sealed interface Part extends Layout {}

    /// Texts and references with the blanks between them, which are part of the value.
    record Words(String text) implements Part {}

    /// `{ … }` or `[ … ]`.
    ///
    /// @param comment what stands behind the opening bracket on its line, or null
    /// @param onOneLine whether it was written so
    record Bracket(
            boolean isBlock, List<Item> items, @Nullable String comment, boolean onOneLine) implements Part {

        boolean isEmpty() {
            return items.isEmpty() && comment == null;
        }
    }
}
