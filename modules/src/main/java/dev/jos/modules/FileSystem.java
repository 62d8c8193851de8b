package dev.jos.modules;

import java.util.List;
import java.util.Set;

/// A file system to mount, as in fstab(5).
///
/// `device` is a device node, `LABEL=…`, `UUID=…`, `PARTLABEL=…`, `PARTUUID=…` or a pseudo device such as `tmpfs`.
/// One that is `neededForBoot` is mounted by the initrd. `checkPass` is fstab's sixth field.
public record FileSystem(
        String device, String mountPoint, String type, List<String> options, boolean neededForBoot, int checkPass) {

    private static final Set<String> FOR_MOUNT =
            Set.of("defaults", "auto", "noauto", "nofail", "user", "users", "nouser", "_netdev");

    public FileSystem {
        options = List.copyOf(options);
    }

    /// The options that the kernel itself is given: mount(8) and systemd keep the others to themselves.
    public List<String> kernelOptions() {
        return options.stream()
                .filter(option -> !option.startsWith("x-") && !FOR_MOUNT.contains(option))
                .toList();
    }
}
