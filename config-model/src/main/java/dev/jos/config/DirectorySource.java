package dev.jos.config;

/// A directory that either is on the machine already or comes from beside the configuration.
public sealed interface DirectorySource {

    /// An absolute path on the machine.
    record OnMachine(String path) implements DirectorySource {}

    /// A directory beside the configuration, which becomes part of the system.
    record Beside(ContentReference content) implements DirectorySource {}
}
