package dev.jos.system;

import dev.jos.modules.LoaderKind;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import dev.jos.store.Tree;
import dev.jos.store.TreeId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The programs of a boot loader that a system brings along, by the places on the boot partition where they belong.
public final class LoaderPrograms {

    private static final String SYSTEMD_BOOT = "usr/lib/systemd/boot/efi/systemd-boot";

    /// UEFI's own names of architectures: UEFI Specification, 3.5.1.1.
    private static final Map<String, String> EFI_NAMES = Map.of("amd64", "x64", "arm64", "aa64");

    private LoaderPrograms() {}

    /// Those of the loader that `system` asks for; none for loaders whose programs lie elsewhere.
    ///
    /// @throws IOException if the system lacks them, or the store its tree
    public static SortedMap<String, Path> of(SystemGeneration system, Store store) throws IOException {
        var programs = new TreeMap<String, Path>();
        Optional<BootReference> boot = system.manifest().boot();
        if (boot.isPresent() && boot.get().loader() == LoaderKind.SYSTEMD_BOOT) {
            String name = EFI_NAMES.getOrDefault(system.manifest().architecture(), "");
            Path program = systemdBoot(system, SYSTEMD_BOOT + name + ".efi", store);
            programs.put("EFI/systemd/systemd-boot" + name + ".efi", program);
            // What firmware starts that has no boot variables, or has lost them.
            programs.put("EFI/BOOT/BOOT" + name.toUpperCase(java.util.Locale.ROOT) + ".EFI", program);
        }
        return programs;
    }

    private static Path systemdBoot(SystemGeneration system, String path, Store store) throws IOException {
        Tree view = store.tree(new TreeId(system.manifest().view()));
        for (String each : new String[] {path + ".signed", path}) {
            if (view.node(each).orElse(null) instanceof RegularFile file) {
                return store.path(file.content());
            }
        }
        throw new IOException("the system " + system.id() + " has no `" + path + "`");
    }
}
