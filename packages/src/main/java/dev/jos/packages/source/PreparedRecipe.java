package dev.jos.packages.source;

import dev.jos.host.Sha256;
import dev.jos.packages.Architecture;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.store.Store;
import java.io.IOException;
import java.util.List;

/// A recipe about which everything is known but what it looks at and what comes out of it.
///
/// @param seen the packages that its phases see
/// @param links what the link editor finds of their libraries
/// @param files what those of other recipes show
/// @param base names everything that goes into it, except for what it sees of packages of other recipes
record PreparedRecipe(
        Recipe recipe,
        Architecture architecture,
        RecipeInputs.Seen seen,
        DevelopmentLinks links,
        FilesOfRecipes files,
        Sha256 base) {

    static PreparedRecipe of(Recipe recipe, Architecture architecture, RecipeInputs.Seen seen, Store store)
            throws IOException {
        DevelopmentLinks links = DevelopmentLinks.of(seen.all(), List.of(), store);
        FilesOfRecipes files = FilesOfRecipes.of(seen.made(), links, store);
        Sha256 base = BuildKey.of(recipe, architecture, seen, links.without(files::has), store);
        return new PreparedRecipe(recipe, architecture, seen, links, files, base);
    }

    /// All packages that its phases see.
    List<ImportedPackage> inputs() {
        return seen.all();
    }
}
