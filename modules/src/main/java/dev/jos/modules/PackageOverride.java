package dev.jos.modules;

import dev.jos.config.ContentReference;
import java.time.Duration;
import java.util.List;
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

    /// Built here.
    ///
    /// @param source the source package
    /// @param suite where its source is taken from; empty for the system's own suites
    /// @param version exactly this version of the source
    /// @param options words of `DEB_BUILD_OPTIONS`
    /// @param profiles of the build
    /// @param configureFlags added to those that the source is configured with
    /// @param patches changes to the source, in this order
    /// @param upstream what stands in for the upstream source
    /// @param stubs whether it is linked with stubs of libraries
    /// @param acceptedTypeChange why changed types of its libraries do no harm, if so
    /// @param timeout after which the build is given up
    public record FromSource(
            String source,
            String suite,
            Optional<String> version,
            List<String> options,
            List<String> profiles,
            List<String> configureFlags,
            List<ContentReference> patches,
            Optional<Upstream> upstream,
            boolean stubs,
            Optional<String> acceptedTypeChange,
            Duration timeout)
            implements Origin {
        public FromSource {
            options = List.copyOf(options);
            profiles = List.copyOf(profiles);
            configureFlags = List.copyOf(configureFlags);
            patches = List.copyOf(patches);
        }
    }

    /// An upstream source.
    ///
    /// @param url of a tar archive
    /// @param sha256 of the archive, in hexadecimal
    public record Upstream(String version, String url, String sha256) {}

    /// A `.deb` that lies beside the configuration.
    public record FromFile(ContentReference file) implements Origin {}
}
