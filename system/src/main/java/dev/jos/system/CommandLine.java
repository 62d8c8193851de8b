package dev.jos.system;

import dev.jos.modules.FileSystem;
import dev.jos.modules.SystemDefinition;
import java.util.ArrayList;
import java.util.Collection;
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
            if (!root.kernelOptions().isEmpty()) {
                words.add("rootflags=" + String.join(",", root.kernelOptions()));
            }
        });
        words.addAll(definition.kernelParameters());
        return String.join(" ", words);
    }

    /// What is mounted at `/`.
    private static Optional<FileSystem> root(Collection<FileSystem> fileSystems) {
        return fileSystems.stream()
                .filter(fileSystem -> fileSystem.mountPoint().equals("/"))
                .findFirst();
    }
}
