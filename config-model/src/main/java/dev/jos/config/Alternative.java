package dev.jos.config;

import java.util.List;

/// One of several kinds that a block may be of: the word that chooses it, and the options it has then.
public record Alternative(String tag, List<Option<?>> options) {

    public Alternative {
        options = List.copyOf(options);
    }

    public static Alternative alternative(String tag, Option<?>... options) {
        return new Alternative(tag, List.of(options));
    }
}
