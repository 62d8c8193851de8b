package dev.jos.config;

/// A file that has been parsed, without what it imports.
record FileContent(SourceFile file, Value.Block block) {}
