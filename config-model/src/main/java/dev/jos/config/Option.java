package dev.jos.config;

/// To be filled in.
public record Option<T>(String name, OptionType<T> type) {}
