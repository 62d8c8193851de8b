package dev.jos.packages.source;

import java.io.IOException;

/// A recipe whose packages cannot be made. The cause says why: a [BuildFailed], [OutputsRefused],
/// [dev.jos.host.DownloadFailed] or [dev.jos.packages.resolve.UnsatisfiableException].
public final class RecipeFailed extends IOException {

    private final String recipe;
    private final String part;

    RecipeFailed(String recipe, String part, IOException cause) {
        super("the recipe `%s` fails at `%s`".formatted(recipe, part), cause);
        this.recipe = recipe;
        this.part = part;
    }

    /// The name of the recipe.
    public String recipe() {
        return recipe;
    }

    /// What of the recipe it is about: `phases.build`, `outputs`, `needs.tools`, `source.url`.
    public String part() {
        return part;
    }
}
