package dev.jos.packages.triggers;

import dev.jos.packages.tools.ToolSet;
import dev.jos.packages.triggers.TriggerHandler.Subject;
import dev.jos.packages.triggers.TriggerJob.Place;
import dev.jos.store.Tree;
import java.util.List;
import java.util.Set;

/// Generated files of the kernel and the device manager, which every bootable system has.
final class KernelHandlers {

    /// What the packages of Debian's kernels begin with.
    static final String KERNELS = "linux-image-";

    /// Those with the settings of depmod(8) and the sources of the hardware database.
    static final Set<String> PACKAGES = Set.of("kmod", "udev");

    private KernelHandlers() {}

    /// The dependencies, aliases and symbols of the modules of every kernel; depmod(8).
    static List<TriggerJob> depmod(Subject subject) {
        return subject.view().children("usr/lib/modules").stream()
                .filter(kernel -> subject.view().contains(kernel.path() + "/kernel"))
                .map(kernel -> depmod(subject.view(), kernel.path()))
                .toList();
    }

    private static TriggerJob depmod(Tree view, String directory) {
        String release = directory.substring(directory.lastIndexOf('/') + 1);
        return new TriggerJob(
                "depmod " + release,
                new Place.Tools(ToolSet.KERNEL_MODULES),
                new Selection(view)
                        .all(directory)
                        .all("usr/lib/depmod.d")
                        .all("etc/depmod.d")
                        .tree(),
                Tree.EMPTY,
                List.of(),
                List.of(List.of("depmod", "-b", "/view", "-o", "/out", release)),
                List.of(directory));
    }

    /// The hardware database of udev; systemd-hwdb(8).
    static List<TriggerJob> hardware(Subject subject) {
        String sources = "usr/lib/udev/hwdb.d";
        if (!subject.view().contains(sources)) {
            return List.of();
        }
        return List.of(new TriggerJob(
                "systemd-hwdb",
                new Place.Tools(ToolSet.HARDWARE_DATABASE),
                new Selection(subject.view())
                        .all(sources)
                        .all("etc/udev/hwdb.d")
                        .tree(),
                Tree.EMPTY,
                List.of("usr/lib/udev"),
                List.of(List.of("systemd-hwdb", "--usr", "--root=/view", "update")),
                List.of("usr/lib/udev/hwdb.bin")));
    }
}
