package dev.jos.system;

import java.nio.file.Path;

/// A complete, bootable system in the store.
///
/// @param directory `systems/<id>`, which holds `generation.json`, `view.erofs`, `kernel`,
///     `initrd` and `interfaces.json`
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
        return manifest.commandLine().isEmpty() ? own : own + " " + manifest.commandLine();
    }
}
