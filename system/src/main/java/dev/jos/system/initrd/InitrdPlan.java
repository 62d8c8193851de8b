package dev.jos.system.initrd;

import dev.jos.modules.Content;
import dev.jos.modules.EtcFile;
import dev.jos.modules.FileSystem;
import dev.jos.modules.InitrdFeature;
import dev.jos.modules.LuksDevice;
import dev.jos.modules.SystemDefinition;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Decides what the initrd of a machine has to hold, by what its root lies on: nothing that this machine does not need.
public final class InitrdPlan {

    /// The file systems that are mounted before the system starts, in the order of fstab(5); not the root.
    static final String MOUNTS = "etc/fstab";

    /// The encrypted devices, crypttab(5).
    static final String ENCRYPTED = "etc/crypttab";

    /// The script that brings up what lies between disks and file systems.
    static final String STORAGE = "storage";

    /// The keyboard layout as busybox loads it.
    private static final String KEYMAP = "usr/share/jos/console.bmap";

    /// What is known of arrays, in `/etc`.
    private static final String ARRAYS = "mdadm/mdadm.conf";

    private static final String FONTS = "usr/share/consolefonts";

    private static final List<String> VIRTUAL_DISKS = List.of("virtio_pci", "virtio_blk");

    /// Mounted without a device, and part of every kernel.
    private static final Set<String> WITHOUT_DEVICE = Set.of("tmpfs", "none");

    /// What a file system type needs, where that is not one module of its own name.
    private static final Map<String, List<String>> TYPES = Map.of(
            "ext2", List.of("ext4"),
            "ext3", List.of("ext4"),
            "vfat", List.of("vfat", "nls_cp437", "nls_ascii"));

    private final SystemDefinition definition;
    private final InitrdContents.Builder contents = new InitrdContents.Builder();

    private InitrdPlan(SystemDefinition definition) {
        this.definition = definition;
    }

    /// What the initrd of the machine that `definition` describes has to hold.
    public static InitrdContents of(SystemDefinition definition) {
        return new InitrdPlan(definition).contents();
    }

    private InitrdContents contents() {
        contents.modules(VIRTUAL_DISKS);
        contents.modules(definition.initrdModules());
        contents.moduleOptions(definition.kernelModuleOptions());
        fileSystems(definition.fileSystems().stream()
                .filter(FileSystem::neededForBoot)
                .toList());
        raid(definition.initrdFeatures().contains(InitrdFeature.RAID));
        logicalVolumes(definition.initrdFeatures().contains(InitrdFeature.LVM));
        encryption(definition.luksDevices());
        return contents.microcode(definition.microcode()).build();
    }

    private void fileSystems(List<FileSystem> needed) {
        // Whatever a machine's root is, a virtual machine boots its system from an ordinary disk.
        contents.modules("ext4");
        needed.forEach(mount -> type(mount.type()));
        var others =
                needed.stream().filter(mount -> !mount.mountPoint().equals("/")).toList();
        if (!others.isEmpty()) {
            contents.text(MOUNTS, others.stream().map(InitrdPlan::line).collect(Collectors.joining()));
        }
    }

    private void type(String type) {
        if (!WITHOUT_DEVICE.contains(type)) {
            contents.modules(TYPES.getOrDefault(type, List.of(type)));
        }
    }

    private static String line(FileSystem mount) {
        String options = mount.kernelOptions().isEmpty() ? "rw" : String.join(",", mount.kernelOptions());
        return String.join(
                        " ",
                        mount.device(),
                        mount.mountPoint(),
                        mount.type(),
                        options,
                        "0",
                        Integer.toString(mount.checkPass()))
                + "\n";
    }

    private void raid(boolean wanted) {
        if (wanted) {
            definition.etcFiles().stream()
                    .filter(file -> file.path().equals(ARRAYS))
                    .map(EtcFile::content)
                    .forEach(content -> {
                        if (content instanceof Content.Text(String text)) {
                            contents.text("etc/" + ARRAYS, text);
                        }
                    });
            contents.modules("md_mod")
                    .optionalModules("raid0", "raid1", "raid10", "raid456")
                    .program("usr/sbin/mdadm")
                    .text(STORAGE, Initrd.resource(STORAGE));
        }
    }

    private void logicalVolumes(boolean wanted) {
        if (wanted) {
            contents.modules("dm_mod").program("usr/sbin/lvm").text(STORAGE, Initrd.resource(STORAGE));
        }
    }

    /// The passphrase is typed on a keyboard whose drivers are modules as well.
    private void encryption(Collection<LuksDevice> devices) {
        if (devices.isEmpty()) {
            return;
        }
        contents.modules("dm_crypt")
                .optionalModules("xts", "cbc", "essiv", "algif_skcipher", "sha256_generic", "sha512_generic")
                .optionalModules("aesni_intel", "aes_ce_blk", "aes_neon_blk", "sha256_ssse3", "sha2_ce")
                .program("usr/sbin/cryptsetup")
                .text(ENCRYPTED, devices.stream().map(d -> d.line() + "\n").collect(Collectors.joining()))
                .text(STORAGE, Initrd.resource(STORAGE));
        if (devices.stream().anyMatch(LuksDevice::asks)) {
            contents.optionalModules("i8042", "atkbd", "xhci_pci", "ehci_pci", "usbhid", "hid_generic");
            definition.keyboard().ifPresent(any -> contents.copy(KEYMAP));
            definition.consoleFont().ifPresent(font -> contents.copy(FONTS + "/" + font + ".psf.gz"));
        }
    }
}
