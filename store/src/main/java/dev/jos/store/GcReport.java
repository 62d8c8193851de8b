package dev.jos.store;

/// What a collection removed.
public record GcReport(long objects, long trees, long systems, long records, long bytes) {}
