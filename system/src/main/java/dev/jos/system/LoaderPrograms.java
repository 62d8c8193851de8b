package dev.jos.system;

import dev.jos.modules.LoaderKind;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import dev.jos.store.Tree;
import dev.jos.store.TreeId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The programs of a boot loader that a system brings along, by the places on the boot partition where they belong.
public final class LoaderPrograms {

    private static final Map<String, String> GRUB_PLATFORMS = Map.of("amd64", "x86_64-efi", "arm64", "arm64-efi");

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
        LoaderKind loader = boot.map(BootReference::loader).orElse(LoaderKind.NONE);
        String architecture = system.manifest().architecture();
        String name = EFI_NAMES.getOrDefault(architecture, "");
        // What firmware starts that has no boot variables, or has lost them.
        String usual = "EFI/BOOT/BOOT" + name.toUpperCase(Locale.ROOT) + ".EFI";
        if (loader == LoaderKind.SYSTEMD_BOOT) {
            Path program = program(system, SYSTEMD_BOOT + name + ".efi", store);
            programs.put("EFI/systemd/systemd-boot" + name + ".efi", program);
            programs.put(usual, program);
        }
        if (loader == LoaderKind.GRUB_EFI) {
            String platform = GRUB_PLATFORMS.getOrDefault(architecture, "");
            programs.put(
                    usual, program(system, "usr/lib/grub/" + platform + "/monolithic/grub" + name + ".efi", store));
        }
        return programs;
    }

    private static Path program(SystemGeneration system, String path, Store store) throws IOException {
        Tree view = store.tree(new TreeId(system.manifest().view()));
        for (String each : new String[] {path + ".signed", path}) {
            if (view.node(each).orElse(null) instanceof RegularFile file) {
                return store.path(file.content());
            }
        }
        throw new IOException("the system " + system.id() + " has no `" + path + "`");
    }
}
