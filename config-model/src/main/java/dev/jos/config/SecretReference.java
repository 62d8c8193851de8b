package dev.jos.config;

/// A file on the machine that holds a secret, by its absolute path. Neither it nor its content ever becomes part of a
/// system.
public record SecretReference(String path) {}
