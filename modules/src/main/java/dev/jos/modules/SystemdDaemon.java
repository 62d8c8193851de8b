package dev.jos.modules;

import java.util.Locale;

/// A part of systemd with a configuration file of its own, to which drop-ins add.
public enum SystemdDaemon {
    SYSTEM("Manager"),
    USER("Manager"),
    JOURNALD("Journal"),
    JOURNAL_UPLOAD("Upload"),
    LOGIND("Login"),
    NETWORKD("Network"),
    RESOLVED("Resolve"),
    TIMESYNCD("Time"),
    OOMD("OOM"),
    COREDUMP("Coredump"),
    PSTORE("PStore"),
    SLEEP("Sleep");

    private final String section;

    SystemdDaemon(String section) {
        this.section = section;
    }

    /// The name of its file in `/etc/systemd`, such as `journald.conf`.
    public String file() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".conf";
    }

    /// The section in which most of its settings stand.
    public String section() {
        return section;
    }
}
