package dev.jos.modules.units;

import java.util.List;

/// A mount: systemd.mount(5).
public final class MountUnit extends Unit<MountUnit> {

    MountUnit(String what, String where) {
        super(escaped(where) + ".mount", "Mount", List.of("local-fs.target"));
        set("What", literally(what)).set("Where", literally(where));
    }

    @Override
    MountUnit self() {
        return this;
    }

    /// The type of the file system, as mount(8) takes it.
    public MountUnit type(String type) {
        return set("Type", type);
    }

    /// Options, as mount(8) takes them.
    public MountUnit options(String... options) {
        return set("Options", literally(String.join(",", options)));
    }
}
