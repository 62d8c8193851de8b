package dev.jos.cli.command;

/// What is to be done about packages that come from source and are not built yet.
enum SourceUse {
    /// Nothing: this is about plans.
    PLAN,
    /// They are built.
    BUILD,
    /// They are built, and where that fails, everything stays as it was then.
    BUILD_AND_KEEP
}
