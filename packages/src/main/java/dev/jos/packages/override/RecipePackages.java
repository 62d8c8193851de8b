package dev.jos.packages.override;

import dev.jos.packages.source.Recipe;
import dev.jos.packages.source.RecipeBuild;
import java.io.IOException;
import java.util.Optional;

/// Makes packages by recipes, or says what is known of them.
@FunctionalInterface
public interface RecipePackages {

    /// The packages of a recipe; nothing if they would have to be built first, and this is about plans only.
    Optional<RecipeBuild> of(Recipe recipe) throws IOException;
}
