package dev.jos.packages.scripts;

import java.util.Optional;

/// Ownership or mode of a file or directory, other than its archive says.
///
/// @param user the new owner, by name
/// @param group the new group, by name
/// @param mode the new mode, octal or symbolic as in chmod(1)
/// @param recursive whether everything below is meant too
public record ModeOverride(
        String path, Optional<String> user, Optional<String> group, Optional<ModeExpression> mode, boolean recursive)
        implements Declaration {}
