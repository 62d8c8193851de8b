package dev.jos.modules;

/// A file in `/usr` that comes from the configuration and not from a package; `path` is relative to the root, such
/// as `usr/share/jos/www/x/index.html`.
public record ContentFile(String path, Content content, int mode) {}
