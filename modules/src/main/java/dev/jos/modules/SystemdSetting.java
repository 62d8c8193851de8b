package dev.jos.modules;

/// One line of the configuration of a part of systemd.
///
/// @param section without brackets
/// @param value an empty one takes back what the file of the package says
public record SystemdSetting(SystemdDaemon daemon, String section, String key, String value) {}
