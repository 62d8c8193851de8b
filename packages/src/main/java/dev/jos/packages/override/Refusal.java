package dev.jos.packages.override;

import dev.jos.interfaces.UnmetNeed;
import dev.jos.packages.DebianVersion;
import dev.jos.packages.lock.LockedPackage;
import java.util.List;
import java.util.Optional;

/// Why packages cannot be overridden as wanted.
public sealed interface Refusal {

    /// The system has no package of this name.
    ///
    /// @param nearest names it has, the likeliest first
    record NotInstalled(String name, List<String> nearest) implements Refusal {
        public NotInstalled {
            nearest = List.copyOf(nearest);
        }
    }

    /// The suite, or the suites of the system if it is empty, have no such package.
    ///
    /// @param wanted the version, if one was asked for
    /// @param there the versions that they have
    record NotInSuite(String name, String suite, Optional<String> wanted, List<DebianVersion> there)
            implements Refusal {
        public NotInSuite {
            there = List.copyOf(there);
        }
    }

    /// A package file holds a package of another name.
    record OtherPackage(String name, String file, LockedPackage found) implements Refusal {}

    /// The source of a package is built to others.
    ///
    /// @param built the names of those
    record NotOfSource(String name, String source, List<String> built) implements Refusal {
        public NotOfSource {
            built = List.copyOf(built);
        }
    }

    /// The types behind the symbols of a library changed.
    ///
    /// @param lines what changed, for people
    record TypeChange(String name, String soname, List<String> lines) implements Refusal {
        public TypeChange {
            lines = List.copyOf(lines);
        }
    }

    /// A package file is for another architecture than the system.
    record OtherArchitecture(String name, String file, String found, String wanted) implements Refusal {}

    /// A package or unit cannot have libraries of its own.
    record NotScopable(String scope, Reason reason) implements Refusal {

        /// Why it cannot.
        public sealed interface Reason {}

        /// The system has no package, or no unit of a package, of this name.
        ///
        /// @param nearest names it has, the likeliest first
        public record Missing(List<String> nearest) implements Reason {
            public Missing {
                nearest = List.copyOf(nearest);
            }
        }

        /// A unit of the configuration starts no program of a package.
        public record StartsNothing() implements Reason {}

        /// The package has no program that loads libraries.
        public record WithoutPrograms() implements Reason {}

        /// The package that comes in has no library that could be loaded.
        public record WithoutLibraries(String name) implements Reason {}

        /// The package that comes in has the C library, which works only with the dynamic linker of its own build,
        /// and that is one for all programs.
        public record DynamicLinker(String name) implements Reason {}

        /// A program of the package cannot be told where to look.
        ///
        /// @param path of the program, relative to the root
        public record Unbindable(String path, String problem) implements Reason {}

        /// A unit can have other libraries in the place of those of the system, and not one more.
        public record NewLibrary(String name, String soname) implements Reason {}
    }

    /// A relation would not hold, and symbols cannot speak for it.
    ///
    /// @param there the version of the package it is about that would be there, if any
    record Relation(BrokenRelation broken, Optional<LockedPackage> there) implements Refusal {}

    /// A need that was met before would be met no more.
    ///
    /// @param before the package that met it, empty if it is a new one
    /// @param now the package that would have to, empty if there is none
    record Need(UnmetNeed need, String before, String now) implements Refusal {}
}
