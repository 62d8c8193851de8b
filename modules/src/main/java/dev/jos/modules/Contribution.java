package dev.jos.modules;

/// A note that a module has added something to a system: `OpenSsh`, `package`, `openssh-server`.
///
/// @param module the name of the module, see [SystemModule#name]
/// @param kind what was added, in a word or two for people
/// @param name which one
public record Contribution(String module, String kind, String name) {}
