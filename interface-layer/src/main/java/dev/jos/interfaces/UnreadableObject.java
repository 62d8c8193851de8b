package dev.jos.interfaces;

/// A file with the magic number of ELF that the reader could not make sense of; packages ship such files as test
/// data.
public record UnreadableObject(String path, String problem) {}
