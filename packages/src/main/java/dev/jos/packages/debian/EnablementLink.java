package dev.jos.packages.debian;

/// A link that enables a unit.
///
/// @param path relative to `/etc/systemd/system` (or `user`), `multi-user.target.wants/ssh.service`
/// @param target the unit file's absolute path
public record EnablementLink(String path, String target) {}
