package dev.jos.iso.container;

import dev.jos.host.Sha256;
import dev.jos.store.Attributes;
import dev.jos.store.Directory;
import dev.jos.store.ObjectId;
import dev.jos.store.RegularFile;
import dev.jos.store.Symlink;
import dev.jos.store.Tree;
import dev.jos.store.TreeBuilder;
import java.util.List;

/// The root file system that a container begins with: the view of a system, and around it what the initrd of a machine
/// makes on an empty disk.
final class ContainerRoot {

    private static final List<String> DIRECTORIES =
            List.of("dev", "home", "media", "mnt", "opt", "proc", "run", "srv", "sys", "var");
    private static final List<String> LINKS_INTO_USR = List.of("bin", "lib", "lib64", "sbin");
    private static final String MACHINE_ID = "etc/machine-id";

    private ContainerRoot() {}

    /// @param view holds `usr/` and `etc/`
    static Tree of(Tree view) {
        TreeBuilder root = view.toBuilder();
        DIRECTORIES.forEach(name -> root.put(name, Directory.of(0755)));
        root.put("root", Directory.of(0700));
        root.put("tmp", Directory.of(01777));
        LINKS_INTO_USR.forEach(name -> root.put(name, Symlink.to("usr/" + name)));
        // An empty one is filled by systemd at the first start; a missing one would also make it apply presets,
        // machine-id(5), and what to enable is the configuration's business.
        root.put(MACHINE_ID, new RegularFile(Attributes.of(0444), new ObjectId(Sha256.of(new byte[0]), false), 0));
        return root.build();
    }
}
