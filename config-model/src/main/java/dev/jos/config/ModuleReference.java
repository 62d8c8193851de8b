package dev.jos.config;

/// A module that a configuration brings along: the path of its `.java` or `.jar` file for the
/// [ConfigurationFiles], and where that is named.
public record ModuleReference(String path, Place place) {}
