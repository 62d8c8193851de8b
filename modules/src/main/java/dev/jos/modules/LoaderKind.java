package dev.jos.modules;

/// Which boot loader a machine uses.
public enum LoaderKind {
    SYSTEMD_BOOT("systemd-boot"),
    /// On a BIOS.
    GRUB("grub"),
    /// The same with UEFI.
    GRUB_EFI("grub-efi"),
    EXTLINUX("extlinux"),
    NONE("none");

    private final String word;

    LoaderKind(String word) {
        this.word = word;
    }

    /// The one with this word.
    ///
    /// @throws IllegalArgumentException if there is none
    public static LoaderKind of(String word) {
        for (LoaderKind kind : values()) {
            if (kind.word.equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("`" + word + "` is no boot loader");
    }

    /// The word used in a configuration.
    public String word() {
        return word;
    }
}
