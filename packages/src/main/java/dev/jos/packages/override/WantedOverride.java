package dev.jos.packages.override;

import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.source.SourceVariant;
import java.util.Optional;

/// A package of a system that is to come from somewhere else.
///
/// @param name the binary package
public record WantedOverride(String name, Origin origin) {

    /// Where it is to come from.
    public sealed interface Origin {

        /// Names this origin in fingerprints and messages.
        String text();
    }

    /// Another suite of the archive: its newest version, or exactly this one.
    public record FromSuite(String suite, Optional<String> version) implements Origin {
        @Override
        public String text() {
            return version.map(exact -> exact + " of ").orElse("") + suite;
        }
    }

    /// Another version that the suites of the system have.
    public record OfVersion(String version) implements Origin {
        @Override
        public String text() {
            return version;
        }
    }

    /// Built here of its source.
    ///
    /// @param acceptTypes whether changed types of its libraries are taken, because the configuration says why
    public record FromSource(SourceVariant variant, boolean acceptTypes) implements Origin {
        @Override
        public String text() {
            return variant.text() + (acceptTypes ? " types" : "");
        }
    }

    /// A package file on this machine, which is in the cache of downloads already.
    ///
    /// @param file as the user wrote it
    public record LocalFile(String file, LockedPackage locked) implements Origin {
        @Override
        public String text() {
            return file + " " + locked.sha256();
        }
    }
}
