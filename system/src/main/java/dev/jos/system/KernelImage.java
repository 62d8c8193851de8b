package dev.jos.system;

import dev.jos.store.Entry;
import dev.jos.store.RegularFile;
import dev.jos.store.Tree;
import java.util.Comparator;
import java.util.Optional;

/// The kernel of a system: what a package ships as `boot/vmlinuz-<release>`.
record KernelImage(String release, RegularFile file) {

    private static final String PREFIX = "boot/vmlinuz-";

    /// The kernel in `tree`; of several, the one whose modules are there too and whose release has the greatest name.
    static Optional<KernelImage> find(Tree tree) {
        return tree.children("boot").stream()
                .filter(entry -> entry.path().startsWith(PREFIX))
                .flatMap(entry -> of(entry).stream())
                .filter(kernel -> tree.contains("usr/lib/modules/" + kernel.release))
                .max(Comparator.comparing(KernelImage::release));
    }

    private static Optional<KernelImage> of(Entry entry) {
        return entry.node() instanceof RegularFile file
                ? Optional.of(new KernelImage(entry.path().substring(PREFIX.length()), file))
                : Optional.empty();
    }
}
