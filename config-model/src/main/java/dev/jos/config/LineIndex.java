package dev.jos.config;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Where the lines of a text begin. Lines count from 1; what lies behind the last one is taken for the last one.
final class LineIndex {

    private final String text;
    private final int[] starts;

    private LineIndex(String text, int[] starts) {
        this.text = text;
        this.starts = starts;
    }

    static LineIndex of(String text) {
        var starts = IntStream.builder().add(0);
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
            starts.add(end + 1);
        }
        return new LineIndex(text, starts.build().toArray());
    }

    /// The line on which the character at `offset` is.
    int at(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /// The offset of a line's first character.
    int start(int line) {
        return starts[Math.clamp(line, 1, starts.length) - 1];
    }

    /// A line without what ends it.
    String line(int line) {
        int end = text.indexOf('\n', start(line));
        return text.substring(start(line), end < 0 ? text.length() : end).replace("\r", "");
    }
}
