package dev.jos.system;

import java.nio.file.Path;

/// A complete system in the store. It is bootable if it has a kernel of its own, as all but containers have.
///
/// @param directory `systems/<id>`, which holds `generation.json`, `view.erofs`, `interfaces.json`, and the `kernel`
///     and `initrd` of a bootable system
public record SystemGeneration(SystemId id, Path directory, GenerationManifest manifest) {

    public static final String MANIFEST = "generation.json";
    public static final String VIEW = "view.erofs";
    public static final String KERNEL = "kernel";
    public static final String INITRD = "initrd";
    public static final String INTERFACES = "interfaces.json";

    public Path view() {
        return directory.resolve(VIEW);
    }

    public Path kernel() {
        return directory.resolve(KERNEL);
    }

    public Path initrd() {
        return directory.resolve(INITRD);
    }

    /// The kernel command line that boots this very system, without what depends on the machine it runs on.
    public String commandLine() {
        String own = "jos.system=" + id;
        String configured = manifest.kernel().map(KernelReference::commandLine).orElse("");
        return configured.isEmpty() ? own : own + " " + configured;
    }
}
