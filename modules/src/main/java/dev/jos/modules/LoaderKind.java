package dev.jos.modules;

/// Which boot loader a machine uses.
public enum LoaderKind {
    SYSTEMD_BOOT("systemd-boot"),
    GRUB("grub"),
    EXTLINUX("extlinux"),
    NONE("none");

    private final String word;

    LoaderKind(String word) {
        this.word = word;
    }

    /// The word used in a configuration.
    public String word() {
        return word;
    }
}
