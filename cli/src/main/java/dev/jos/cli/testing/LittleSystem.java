package dev.jos.cli.testing;

import dev.jos.packages.archive.testing.SyntheticPackage;
import java.util.List;
import java.util.stream.Stream;

/// The fewest packages that `jos build` makes a system of.
public final class LittleSystem {

    private static final String PASSWD = "root:*:0:0:root:/root:/bin/bash\nnobody:*:65534:65534::/:/usr/sbin/nologin\n";
    private static final String GROUP = "root:*:0:\nsudo:*:27:\nshadow:*:42:\nnogroup:*:65534:\n";
    private static final String BUILTIN = Stream.of("erofs", "overlay", "loop", "virtio_pci", "virtio_blk", "ext4")
            .map(module -> "kernel/" + module + ".ko\n")
            .reduce("", String::concat);

    private LittleSystem() {}

    /// What every system is made of; libraries, a shell and an init are not needed until it boots.
    public static List<SyntheticPackage> packages() {
        return List.of(
                SyntheticPackage.of("base-passwd", "1")
                        .field("Essential: yes")
                        .file("./usr/share/base-passwd/passwd.master", PASSWD)
                        .file("./usr/share/base-passwd/group.master", GROUP),
                SyntheticPackage.of("busybox-static", "1").file("./usr/bin/busybox", "busybox"),
                SyntheticPackage.of("linux-image-amd64", "1")
                        .file("./boot/vmlinuz-6.1", "a kernel")
                        .file("./usr/lib/modules/6.1/modules.builtin", BUILTIN),
                SyntheticPackage.of("systemd-resolved", "1"),
                SyntheticPackage.of("systemd-timesyncd", "1"),
                SyntheticPackage.of("nftables", "1"),
                SyntheticPackage.of("e2fsprogs", "1"),
                SyntheticPackage.of("tzdata", "1"));
    }
}
