package dev.jos.activator.plan;

import java.util.List;

/// What has to be told besides units when its files changed, in the order in which it is done.
public enum SystemTask {
    HOST_NAME("set the host name", "etc/hostname"),
    MODULES("load kernel modules", "etc/modules-load.d", "usr/lib/modules-load.d", "etc/modules"),
    SYSCTL("apply kernel settings", "etc/sysctl.d", "usr/lib/sysctl.d", "etc/sysctl.conf"),
    TMPFILES("create files and directories", "etc/tmpfiles.d", "usr/lib/tmpfiles.d"),
    UDEV("have udev read its rules", "etc/udev", "usr/lib/udev"),
    BUS("have the bus read its policy", "etc/dbus-1", "usr/share/dbus-1");

    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> paths;

    SystemTask(String description, String... paths) {
        this.description = description;
        this.paths = List.of(paths);
    }

    /// What it does, to be read after "will".
    public String description() {
        return description;
    }

    /// Whatever changes at or below these paths makes it necessary.
    List<String> paths() {
        return paths;
    }
}
