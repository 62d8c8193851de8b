package dev.jos.activator.plan;

/// One path of `/etc` that the new system has otherwise.
///
/// @param path as in the tree, `etc/motd`
/// @param local whether a local edit hides it, before and after
public record EtcChange(String path, Kind kind, boolean local) {

    public enum Kind {
        ADDED,
        CHANGED,
        REMOVED
    }
}
