package dev.jos.packages.scripts;

/// What one command means on a fresh install.
@FunctionalInterface
interface CommandRule {

    /// Adds the call's effects to the script's, and tells whether it succeeds.
    Outcome apply(Call call) throws NotUnderstoodException;
}
