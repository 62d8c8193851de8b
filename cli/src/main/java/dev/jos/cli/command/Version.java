package dev.jos.cli.command;

/// The version of this jos; a test holds it equal to that of the build.
public final class Version {

    public static final String CURRENT = "0.1.0";

    private Version() {}
}
