package dev.jos.packages.override;

import dev.jos.interfaces.InterfaceLayer;
import dev.jos.packages.deb.InterfaceLayers;
import java.io.IOException;

/// Who looks at packages of which some are replaced.
@FunctionalInterface
interface Perspective {

    /// Everybody: a replacement is there with all that it has.
    Perspective WHOLE = (set, before, layers) -> layers.bind(set.all());

    /// How the packages of `set` are bound for whoever looks.
    ///
    /// @param before the same packages, none of them replaced
    /// @param layers what binds
    InterfaceLayer layer(PackageSet set, PackageSet before, InterfaceLayers layers) throws IOException;
}
