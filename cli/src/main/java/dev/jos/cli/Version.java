package dev.jos.cli;

/// The version of this jos; a test holds it equal to that of the build.
final class Version {

    static final String CURRENT = "0.1.0";

    private Version() {}
}
