package dev.jos.config;

/// A block of one of several kinds: which, and the options that this kind has.
public record Tagged(String tag, EvaluatedConfig values) {}
