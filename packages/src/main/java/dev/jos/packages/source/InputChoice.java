package dev.jos.packages.source;

import dev.jos.packages.lock.LockedPackage;
import java.io.IOException;

/// Which packages a source is built with.
@FunctionalInterface
public interface InputChoice {

    /// Those of the system's suites.
    InputChoice USUAL = usual -> usual;

    /// What takes the place of a package that the needs of a source were resolved to; it may be that package.
    LockedPackage inPlaceOf(LockedPackage usual) throws IOException;
}
