package dev.jos.modules.recipe;

import dev.jos.config.EvaluatedConfig;
import dev.jos.modules.RecipeDefinition;

/// A recipe, and what knows where its parts are written.
record WrittenRecipe(RecipeDefinition definition, EvaluatedConfig values) {}
