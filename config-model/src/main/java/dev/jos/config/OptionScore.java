package dev.jos.config;

import java.util.List;
import java.util.Locale;

/// How well an option answers to words that somebody looks for.
final class OptionScore {

    private static final int LAST_PART = 100;
    private static final int PART = 80;
    private static final int BEGINS_PART = 50;
    private static final int IN_NAME = 30;
    private static final int WORD = 15;
    private static final int IN_TEXT = 5;

    private OptionScore() {}

    /// Zero when one of the words is nowhere.
    static int of(OptionCatalog.Entry entry, List<String> words) {
        int sum = 0;
        for (String word : words) {
            int score = of(entry, word.toLowerCase(Locale.ROOT));
            if (score == 0) {
                return 0;
            }
            sum += score;
        }
        return sum;
    }

    private static int of(OptionCatalog.Entry entry, String word) {
        String name = entry.name().toLowerCase(Locale.ROOT);
        var parts = List.of(name.split("[.\\[\\]]+"));
        if (parts.getLast().equals(word) || name.equals(word)) {
            return LAST_PART;
        }
        if (parts.contains(word)) {
            return PART;
        }
        if (parts.stream().anyMatch(part -> part.startsWith(word))) {
            return BEGINS_PART;
        }
        boolean inNixos = entry.option().namesInNixos().stream()
                .anyMatch(other -> other.toLowerCase(Locale.ROOT).contains(word));
        if (inNixos || name.contains(word)) {
            return IN_NAME;
        }
        String description = entry.option().description().toLowerCase(Locale.ROOT);
        if (List.of(description.split("[^\\p{L}\\p{N}]+")).contains(word)) {
            return WORD;
        }
        return description.contains(word) ? IN_TEXT : 0;
    }
}
