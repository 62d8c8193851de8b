package dev.jos.modules;

/// A file in the pristine `/etc`, owned by `user` and `group`; `path` is relative to `/etc`, `mode` holds
/// permission bits.
public record EtcFile(String path, Content content, int mode, String user, String group) {}
