package dev.jos.system;

import dev.jos.modules.FileSystem;
import dev.jos.modules.SystemDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Makes the kernel command line of a system; see `docs/reference/kernel-command-line.md`.
final class CommandLine {

    private CommandLine() {}

    /// Where the root is, then what the configuration adds. Of a word that comes twice, the last one holds.
    static String of(SystemDefinition definition) {
        var words = new ArrayList<String>();
        root(definition.fileSystems()).ifPresent(root -> {
            words.add("root=" + root.device());
            words.add("rootfstype=" + root.type());
            if (!root.options().isEmpty()) {
                words.add("rootflags=" + String.join(",", root.options()));
            }
        });
        words.addAll(definition.kernelParameters());
        return String.join(" ", words);
    }

    /// What is mounted at `/`.
    static Optional<FileSystem> root(Collection<FileSystem> fileSystems) {
        return fileSystems.stream()
                .filter(fileSystem -> fileSystem.mountPoint().equals("/"))
                .findFirst();
    }

    /// The kernel modules that lead to the root file system, each name as modprobe(8) takes it.
    static List<String> initrdModules(SystemDefinition definition) {
        var modules = new ArrayList<>(List.of("virtio_pci", "virtio_blk"));
        modules.addAll(definition.initrdModules());
        modules.add(root(definition.fileSystems()).map(FileSystem::type).orElse("ext4"));
        return modules;
    }
}
