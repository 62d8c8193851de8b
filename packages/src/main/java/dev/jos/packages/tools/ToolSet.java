package dev.jos.packages.tools;

import java.util.List;
import java.util.Locale;

/// Tools that are fetched and checked out together: small sets, so that building a system does not wait for QEMU.
///
/// Each set is a file hierarchy of its own with every library it needs. [#BUBBLEWRAP] starts all others.
public enum ToolSet {
    /// Enters sandboxes.
    BUBBLEWRAP("bubblewrap"),
    /// Traces programs.
    TRACER("strace"),
    /// depmod(8), which loads the library for compressed modules when it meets one.
    KERNEL_MODULES("kmod", "liblzma5"),
    /// systemd-hwdb(8).
    HARDWARE_DATABASE("udev"),
    /// Makes and checks file systems. `mkfs.ext4 -d x.tar` loads libarchive when asked to.
    FILE_SYSTEMS("coreutils", "dosfstools", "e2fsprogs", "erofs-utils", "libarchive13t64", "mtools"),
    /// Emulates x86 machines, with BIOS.
    QEMU_X86("qemu-system-x86", "qemu-utils", "seabios"),
    /// Emulates ARM machines, with UEFI.
    QEMU_ARM("qemu-efi-aarch64", "qemu-system-arm", "qemu-utils"),
    /// The firmware of x86 machines with UEFI.
    OVMF("ovmf"),
    /// grub-mkimage(1), with GRUB for a BIOS.
    GRUB("grub-common", "grub-pc-bin"),
    /// The firmware of ARM boards without UEFI.
    U_BOOT("u-boot-qemu"),
    /// tesseract(1), which reads English from pictures.
    TEXT_RECOGNITION("tesseract-ocr", "tesseract-ocr-eng"),
    /// ssh(1).
    SSH("openssh-client"),
    /// localedef(1) with the sources of all locales; it has gzip(1) read their character maps.
    LOCALES("gzip", "libc-bin", "locales"),
    /// ckbcomp(1) with the layouts of XKB, and loadkeys(1).
    KEYMAPS("console-setup", "dash", "kbd", "perl-base"),
    /// glib-compile-schemas(1) and gio-querymodules(1).
    GLIB("libgio-2.0-dev-bin", "libglib2.0-0t64", "libglib2.0-bin"),
    /// update-mime-database(1).
    MIME("shared-mime-info"),
    /// update-desktop-database(1).
    DESKTOP("desktop-file-utils"),
    /// gtk-update-icon-cache(1).
    ICONS("gtk-update-icon-cache"),
    /// jlink(1), and what it makes Java runtimes of.
    JAVA("openjdk-25-jdk-headless"),
    /// abidiff(1).
    ABI("abigail-tools"),
    /// gpgv(1) with the keys of those who upload to Debian.
    SIGNATURES("debian-keyring", "gpgv"),
    /// fc-cache(1).
    FONTS("fontconfig");

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> packages;

    ToolSet(String... packages) {
        this.packages = List.of(packages);
    }

    /// The Debian packages asked for; what they depend on comes along.
    public List<String> packages() {
        return packages;
    }

    /// The name in file names and messages: `qemu-x86`.
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
