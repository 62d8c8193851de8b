package dev.jos.activator.plan;

/// A user or a group that the new system has otherwise.
///
/// @param group whether it is a group
public record AccountChange(String name, boolean group, EtcChange.Kind kind) {}
