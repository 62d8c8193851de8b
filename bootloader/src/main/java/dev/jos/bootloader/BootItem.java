package dev.jos.bootloader;

import java.util.List;

/// One line of the boot menu: a generation, what it loads and how.
///
/// @param generation its number; newer generations come first in the menu
/// @param title what the menu shows
/// @param version what tells items of one title apart, shown beside the title when needed
/// @param options the kernel command line
/// @param counted whether the boot loader counts its attempts and passes it over once they are used up
public record BootItem(
        int generation,
        String title,
        String version,
        BootFile linux,
        List<BootFile> initrds,
        String options,
        boolean counted) {

    public BootItem {
        initrds = List.copyOf(initrds);
        if (generation < 1) {
            throw new IllegalArgumentException("generations count from 1");
        }
        if ((title + version + options).chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException("a boot entry holds one line per field");
        }
    }

    /// The same, whose attempts are not counted.
    public BootItem uncounted() {
        return new BootItem(generation, title, version, linux, initrds, options, false);
    }
}
