package dev.jos.modules;

import dev.jos.config.ContentReference;
import java.util.Optional;

/// A package that is to come from elsewhere than the rest of the system.
///
/// @param name the binary package it stands in for
public record PackageOverride(String name, Origin origin) {

    /// Where it comes from.
    public sealed interface Origin {}

    /// Another suite of the Debian archive.
    ///
    /// @param version exactly this one; without it, the newest there is
    public record FromSuite(String suite, Optional<String> version) implements Origin {}

    /// Another version than the newest of those that the system's suites have.
    public record OfVersion(String version) implements Origin {}

    /// A `.deb` that lies beside the configuration.
    public record FromFile(ContentReference file) implements Origin {}
}
