package dev.jos.system;

import java.nio.file.Path;

/// A file of a system that is not what the system's `generation.json` says.
///
/// @param file its name in the system's directory
public record SystemDamage(SystemId system, Path directory, String file, Fault fault) {

    /// What is wrong with it.
    public enum Fault {
        MISSING,
        CHANGED,
        UNREADABLE
    }

    public Path path() {
        return directory.resolve(file);
    }

    /// Whether only building the configuration again brings the system back: nothing else says what it was.
    public boolean needsBuild() {
        return file.equals(SystemGeneration.MANIFEST);
    }
}
