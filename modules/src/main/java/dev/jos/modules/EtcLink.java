package dev.jos.modules;

/// A symbolic link in the pristine `/etc`; `path` is relative to `/etc`, `target` is what the link says.
public record EtcLink(String path, String target) {}
