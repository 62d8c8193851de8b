package dev.jos.packages;

import java.util.Optional;

/// A machine architecture that systems are built for. Packages for every architecture carry [#ALL] instead.
public enum Architecture {
    AMD64("amd64"),
    ARM64("arm64");

    /// The architecture field of a package that runs everywhere.
    public static final String ALL = "all";

    private final String debianName;

    Architecture(String debianName) {
        this.debianName = debianName;
    }

    /// The name Debian uses: `amd64`, `arm64`.
    public String debianName() {
        return debianName;
    }

    /// The name of the directories of its libraries: `x86_64-linux-gnu`.
    public String multiarch() {
        return switch (this) {
            case AMD64 -> "x86_64-linux-gnu";
            case ARM64 -> "aarch64-linux-gnu";
        };
    }

    /// The architecture with this Debian name.
    public static Optional<Architecture> parse(String debianName) {
        for (Architecture each : values()) {
            if (each.debianName.equals(debianName)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /// The architecture of the running machine, from the JVM's `os.arch`.
    public static Optional<Architecture> host() {
        return switch (System.getProperty("os.arch", "")) {
            case "amd64", "x86_64" -> Optional.of(AMD64);
            case "aarch64", "arm64" -> Optional.of(ARM64);
            default -> Optional.empty();
        };
    }

    @Override
    public String toString() {
        return debianName;
    }
}
