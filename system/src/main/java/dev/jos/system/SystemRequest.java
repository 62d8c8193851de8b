package dev.jos.system;

import dev.jos.modules.SystemDefinition;
import dev.jos.packages.Architecture;
import dev.jos.packages.resolve.Request;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a system asks of the archive.
public final class SystemRequest {

    /// Parts of the initrd, which every system with a kernel has.
    private static final List<String> INITRD = List.of("busybox-static");

    /// What the kernel's packages want of others, and jos does itself: it makes the initrd.
    private static final SortedSet<String> PROVIDED = new TreeSet<>(List.of("linux-initramfs-tool"));

    private SystemRequest() {}

    /// The names that jos stands for in this system.
    static SortedSet<String> provided(SystemDefinition definition) {
        return provided(definition.kernelPackage().isPresent());
    }

    /// The names that jos stands for in a system with a kernel, or without.
    public static SortedSet<String> provided(boolean kernel) {
        return Collections.unmodifiableSortedSet(kernel ? PROVIDED : new TreeSet<>());
    }

    /// The packages of `definition`, its kernel if it has one, and what jos itself puts into a system.
    public static Request of(SystemDefinition definition) {
        var names = new TreeSet<>(definition.packages());
        names.removeAll(SystemRecipes.installed(definition));
        definition.kernelPackage().ifPresent(kernel -> {
            names.add(kernel);
            names.addAll(INITRD);
        });
        Architecture architecture =
                switch (definition.architecture()) {
                    case AMD64 -> Architecture.AMD64;
                    case ARM64 -> Architecture.ARM64;
                };
        return Request.of(architecture, names)
                .withProvided(provided(definition))
                .withRecommends(definition.packageSettings().recommends());
    }
}
