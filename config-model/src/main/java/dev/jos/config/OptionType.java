package dev.jos.config;

import java.util.Optional;

/// To be filled in.
public interface OptionType<T> {
    Optional<T> none();
}
