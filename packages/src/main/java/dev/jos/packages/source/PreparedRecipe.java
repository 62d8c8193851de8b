package dev.jos.packages.source;

import dev.jos.host.Sha256;
import dev.jos.packages.Architecture;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.store.Store;
import java.io.IOException;
import java.util.List;

/// A recipe about which everything is known but what comes out of it.
///
/// @param inputs the packages that its phases see
/// @param links what the link editor finds of their libraries
/// @param key names everything that goes into it
record PreparedRecipe(
        Recipe recipe, Architecture architecture, List<ImportedPackage> inputs, DevelopmentLinks links, Sha256 key) {

    PreparedRecipe {
        inputs = List.copyOf(inputs);
    }

    static PreparedRecipe of(Recipe recipe, Architecture architecture, List<ImportedPackage> inputs, Store store)
            throws IOException {
        DevelopmentLinks links = DevelopmentLinks.of(inputs, store);
        return new PreparedRecipe(
                recipe, architecture, inputs, links, BuildKey.of(recipe, architecture, inputs, links, store));
    }
}
