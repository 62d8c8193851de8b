package dev.jos.packages.scripts;

/// A user that belongs to a group beside its primary one.
public record Membership(String user, String group) implements Declaration {}
