package dev.jos.packages.tools;

import dev.jos.packages.Architecture;
import java.nio.file.Path;
import java.util.List;

/// How bubblewrap is started: through the dynamic linker and with the libraries of the hierarchy it comes from, since
/// the machine's own may be older, or of another C library altogether.
///
/// @param root the checkout of [ToolSet#BUBBLEWRAP]
record Launcher(Path root, Architecture architecture) {

    List<String> bubblewrap() {
        Path libraries = root.resolve("usr/lib").resolve(architecture.multiarch());
        return List.of(
                libraries.resolve(dynamicLinker(architecture)).toString(),
                "--library-path",
                libraries.toString(),
                root.resolve("usr/bin/bwrap").toString());
    }

    static String dynamicLinker(Architecture architecture) {
        return switch (architecture) {
            case AMD64 -> "ld-linux-x86-64.so.2";
            case ARM64 -> "ld-linux-aarch64.so.1";
        };
    }
}
