package dev.jos.modules;

import java.util.List;

/// A file system to mount, as in fstab(5).
///
/// `device` is a device node, `LABEL=…`, `UUID=…`, `PARTLABEL=…`, `PARTUUID=…` or a pseudo device such as `tmpfs`.
/// One that is `neededForBoot` is mounted by the initrd. `checkPass` is fstab's sixth field.
public record FileSystem(
        String device, String mountPoint, String type, List<String> options, boolean neededForBoot, int checkPass) {

    public FileSystem {
        options = List.copyOf(options);
    }
}
