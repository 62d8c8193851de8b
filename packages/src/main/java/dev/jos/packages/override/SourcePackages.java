package dev.jos.packages.override;

import dev.jos.packages.DebianVersion;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.source.InputChoice;
import dev.jos.packages.source.SourceVariant;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// Makes packages of sources, or says what is known of them.
public interface SourcePackages {

    /// All packages of a source; nothing if they would have to be built first, and this is about plans only.
    ///
    /// @param choice what they are built with
    /// @param preferred the version to take where `variant` leaves a choice and the archive has it
    Optional<List<LockedPackage>> of(SourceVariant variant, DebianVersion preferred, InputChoice choice)
            throws IOException;

    /// What changed in the types of libraries between a source as the system has it and its variant, by SONAME, in
    /// words for people; nothing if that is not known.
    ///
    /// @param before the version of the source that the system has
    SortedMap<String, List<String>> typeChanges(SourceVariant variant, DebianVersion before) throws IOException;
}
