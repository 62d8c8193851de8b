package dev.jos.modules;

import dev.jos.config.ContentReference;

/// A directory beside the configuration that appears whole at `path`, relative to the root and below `usr`.
///
/// Files in it become mode 0644, or 0755 when their owner may execute them; all belongs to root.
public record ContentDirectory(String path, ContentReference directory) {}
