package dev.jos.config;

/// A file or directory that lies beside the configuration and becomes content of the system.
///
/// `path` is one for [ConfigurationFiles]. It existed, and was of the kind stated, when the configuration was
/// evaluated; its content is read only when the system is built.
public record ContentReference(String path, boolean directory) {}
