package dev.jos.packages.archive;

/// One suite of the Debian archive, such as `trixie-updates`.
///
/// @param security whether it lies on the mirrors of the security archive
public record Suite(String name, boolean security) {

    /// The suite of this name: those of the security archive end in `-security`.
    public static Suite named(String name) {
        return new Suite(name, name.endsWith("-security"));
    }

    @Override
    public String toString() {
        return name;
    }
}
