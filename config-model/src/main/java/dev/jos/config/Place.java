package dev.jos.config;

import java.util.Comparator;

/// A stretch of one line in a configuration file.
///
/// `line` and `column` count from 1, `length` is in characters and at least 1, and `lineText` is the whole line, so
/// that whoever shows a place needs no access to the file.
public record Place(String file, int line, int column, int length, String lineText) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::file).thenComparingInt(Place::line).thenComparingInt(Place::column);

    public Place {
        line = Math.max(1, line);
        column = Math.max(1, column);
        length = Math.max(1, length);
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    /// `file:line:column`, as editors and terminals understand it.
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
