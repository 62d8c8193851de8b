/// Recipes: how packages are made of sources that the Debian archive does not have.
@NullMarked
package dev.jos.modules.recipe;

import org.jspecify.annotations.NullMarked;
