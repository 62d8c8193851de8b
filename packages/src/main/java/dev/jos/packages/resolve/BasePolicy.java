package dev.jos.packages.resolve;

/// Which packages belong to a system without being asked for.
public enum BasePolicy {
    /// Only what is asked for and needed: for tools and build sandboxes.
    NOTHING,
    /// Packages that say `Essential: yes`; other packages use these without naming them.
    ESSENTIAL,
    /// Also those of priority `required`.
    REQUIRED,
    /// Also those of priority `important`.
    IMPORTANT
}
