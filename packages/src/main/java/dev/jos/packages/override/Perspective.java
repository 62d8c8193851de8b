package dev.jos.packages.override;

import dev.jos.interfaces.InterfaceLayer;
import java.io.IOException;

/// Who looks at packages of which some are replaced.
@FunctionalInterface
interface Perspective {

    /// Everybody: a replacement is there with all that it has.
    Perspective WHOLE = (set, before) -> set.layer();

    /// How the packages of `set` are bound for whoever looks.
    ///
    /// @param before the same packages, none of them replaced
    InterfaceLayer layer(PackageSet set, PackageSet before) throws IOException;
}
