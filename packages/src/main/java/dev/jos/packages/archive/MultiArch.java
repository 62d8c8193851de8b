package dev.jos.packages.archive;

/// How a package behaves beside packages of other architectures (deb-control(5), `Multi-Arch`).
public enum MultiArch {
    NO,
    SAME,
    FOREIGN,
    ALLOWED
}
