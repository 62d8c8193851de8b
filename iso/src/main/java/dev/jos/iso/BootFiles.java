package dev.jos.iso;

import java.nio.file.Path;
import java.util.List;

/// What a machine boots directly, without a boot loader.
///
/// @param parameters the kernel command line, one parameter each
public record BootFiles(Path kernel, Path initrd, List<String> parameters) {

    public BootFiles {
        parameters = List.copyOf(parameters);
    }

    /// The same with more kernel parameters at the end.
    public BootFiles with(List<String> more) {
        List<String> all = new java.util.ArrayList<>(parameters);
        all.addAll(more);
        return new BootFiles(kernel, initrd, all);
    }
}
