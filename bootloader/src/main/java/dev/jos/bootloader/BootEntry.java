package dev.jos.bootloader;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// A boot entry of type 1 as it lies in `loader/entries`.
///
/// Source: <https://uapi-group.org/specifications/specs/boot_loader_specification/>.
///
/// @param name the file name without counter and `.conf`
/// @param sortKey entries with a lower one come first, then higher versions
/// @param linux path of the kernel from the root of the boot partition, as are `initrds`
record BootEntry(
        String name,
        BootCount count,
        String title,
        String version,
        String sortKey,
        String linux,
        List<String> initrds,
        String options) {

    BootEntry {
        initrds = List.copyOf(initrds);
    }

    String fileName() {
        return name + count.suffix() + ".conf";
    }

    BootEntry counting(BootCount attempts) {
        return new BootEntry(name, attempts, title, version, sortKey, linux, initrds, options);
    }

    byte[] render() {
        var text = new StringBuilder();
        field(text, "title", title);
        field(text, "version", version);
        field(text, "sort-key", sortKey);
        field(text, "linux", linux);
        initrds.forEach(initrd -> field(text, "initrd", initrd));
        field(text, "options", options);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void field(StringBuilder text, String key, String value) {
        text.append(key).append(" ".repeat(11 - key.length())).append(value).append('\n');
    }
}
