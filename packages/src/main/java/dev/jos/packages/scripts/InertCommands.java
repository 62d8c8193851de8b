package dev.jos.packages.scripts;

import java.util.List;
import java.util.Map;

/// Commands that change nothing in a composed system: they talk to running daemons, to init scripts' links, to boot
/// loaders and initrds that are made otherwise, or repair what older versions left behind.
final class InertCommands {

    private static final List<String> NAMES = List.of(
            ":",
            "true",
            "trap",
            "wait",
            "sleep",
            "sync",
            "ulimit",
            "hash",
            "getopts",
            "alias",
            "logger",
            "times",
            // Running services.
            "invoke-rc.d",
            "update-rc.d",
            "deb-systemd-invoke",
            "service",
            "telinit",
            "start-stop-daemon",
            "kill",
            "killall",
            "pkill",
            "dbus-send",
            "gdbus",
            "busctl",
            "loginctl",
            "udevadm",
            "modprobe",
            "sysctl",
            "initctl",
            "apparmor_parser",
            "aa-enabled",
            "restorecon",
            "restart-services",
            "needrestart",
            "reload-dbus",
            "runit-helper",
            "dbus-uuidgen",
            "vgcfgbackup",
            "update-binfmts",
            "update-menus",
            // Read by systemd from the tree itself.
            "systemd-sysusers",
            "systemd-tmpfiles",
            "systemd-machine-id-setup",
            // Kernels, initrds and boot loaders are made per generation.
            "update-initramfs",
            "update-grub",
            "update-grub2",
            "dracut",
            "linux-update-symlinks",
            "run-parts",
            "update-mdadm",
            "bootctl",
            "kernel-install",
            "linux-run-hooks",
            // What composition does from the packages' own files.
            "pam-auth-update",
            "update-pciids",
            "update-usbids",
            "update-default-aspell",
            "update-alternatives-man",
            // State of earlier installations.
            "dpkg-maintscript-helper",
            "deluser",
            "delgroup",
            "userdel",
            "groupdel",
            "ucfr",
            "ucfq",
            "debconf-loadtemplate",
            "update-inetd",
            "py3clean",
            "pyclean",
            "pypy3clean",
            "delete_unchanged",
            "passwd",
            "chage",
            "update-shadow");

    private InertCommands() {}

    static void addTo(Map<String, CommandRule> rules) {
        for (String name : NAMES) {
            rules.put(name, call -> Outcome.TRUE);
        }
        rules.put("false", call -> Outcome.FALSE);
    }
}
