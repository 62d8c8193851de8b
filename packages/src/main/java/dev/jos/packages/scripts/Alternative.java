package dev.jos.packages.scripts;

import java.util.List;

/// A candidate for a name that several packages can provide; update-alternatives(1).
///
/// @param name the entry in `/etc/alternatives`, `editor`
/// @param link the generic name, `/usr/bin/editor`
/// @param path what it points to when this candidate is chosen, `/usr/bin/vim.basic`
/// @param priority the candidate with the highest one is chosen
/// @param slaves links that move together with this one
public record Alternative(String name, String link, String path, int priority, List<Slave> slaves)
        implements Declaration {

    public Alternative {
        slaves = List.copyOf(slaves);
    }

    /// A link that follows its master's choice, such as a manual page.
    public record Slave(String name, String link, String path) {}
}
