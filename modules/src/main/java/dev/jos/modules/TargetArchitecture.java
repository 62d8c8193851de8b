package dev.jos.modules;

/// The processor architecture a machine has, under Debian's name for it.
public enum TargetArchitecture {
    AMD64("amd64"),
    ARM64("arm64");

    private final String debianName;

    TargetArchitecture(String debianName) {
        this.debianName = debianName;
    }

    /// The name that Debian has for it.
    public String debianName() {
        return debianName;
    }

    /// The metapackage that always depends on the newest kernel of the suite.
    public String kernelPackage() {
        return "linux-image-" + debianName;
    }
}
