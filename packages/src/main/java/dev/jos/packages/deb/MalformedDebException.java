package dev.jos.packages.deb;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A `.deb` that is damaged, not in the format of `deb(5)`, or holds something that no package may hold.
///
/// Nothing of such a package reaches the store's records.
public final class MalformedDebException extends IOException {

    private final String deb;
    private final String entry;
    private final String problem;

    /// @param deb what the user knows the file by, such as `vim_9.1_amd64.deb`
    /// @param entry the archive member or the path within one; empty if the problem concerns the whole file
    MalformedDebException(String deb, String entry, String problem, @Nullable Throwable cause) {
        super(
                entry.isEmpty()
                        ? "`%s` is no usable package: %s".formatted(deb, problem)
                        : "`%s` is no usable package: `%s`: %s".formatted(deb, entry, problem),
                cause);
        this.deb = deb;
        this.entry = entry;
        this.problem = problem;
    }

    /// The file's name.
    public String deb() {
        return deb;
    }

    /// The member or path that is wrong.
    public Optional<String> entry() {
        return Optional.of(entry).filter(name -> !name.isEmpty());
    }

    /// What is wrong with it.
    public String problem() {
        return problem;
    }
}
