package dev.jos.packages.scripts;

import java.util.Set;
import java.util.function.Predicate;

/// What can be known of the machine a package is installed on: nothing but its dependencies is there, nothing runs,
/// and there was no version before.
final class FreshInstall {

    /// Accounts of base-passwd's master files, which exist before anything else; `/usr/share/base-passwd`.
    private static final Set<String> BASE_USERS = Set.of(
            "root",
            "daemon",
            "bin",
            "sys",
            "sync",
            "games",
            "man",
            "lp",
            "mail",
            "news",
            "uucp",
            "proxy",
            "www-data",
            "backup",
            "list",
            "irc",
            "_apt",
            "nobody");

    private static final Set<String> BASE_GROUPS = Set.of(
            "root",
            "daemon",
            "bin",
            "sys",
            "adm",
            "tty",
            "disk",
            "lp",
            "mail",
            "news",
            "uucp",
            "man",
            "proxy",
            "kmem",
            "dialout",
            "fax",
            "voice",
            "cdrom",
            "floppy",
            "tape",
            "sudo",
            "audio",
            "dip",
            "www-data",
            "backup",
            "operator",
            "list",
            "irc",
            "src",
            "shadow",
            "utmp",
            "video",
            "sasl",
            "plugdev",
            "staff",
            "games",
            "users",
            "nogroup");

    /// Files outside `/usr` that every composed system has.
    private static final Set<String> PRESENT = Set.of(
            "/",
            "/etc",
            "/var",
            "/usr",
            "/root",
            "/home",
            "/srv",
            "/opt",
            "/tmp",
            "/run",
            "/dev",
            "/proc",
            "/sys",
            "/var/lib",
            "/var/log",
            "/var/cache",
            "/var/spool",
            "/var/tmp",
            "/var/backups",
            "/var/local",
            "/var/mail",
            "/etc/default",
            "/etc/passwd",
            "/etc/group",
            "/etc/shadow",
            "/etc/gshadow",
            "/etc/nsswitch.conf",
            "/etc/hosts",
            "/etc/shells",
            "/etc/pam.d",
            "/etc/skel",
            "/etc/alternatives",
            "/etc/ssl",
            "/etc/ssl/certs",
            "/etc/ssl/private",
            "/etc/systemd",
            "/etc/systemd/system",
            "/etc/cron.d",
            "/etc/cron.daily",
            "/etc/init.d",
            "/etc/profile",
            "/etc/profile.d",
            "/etc/ld.so.conf.d",
            "/etc/dpkg",
            "/etc/fstab",
            "/etc/hostname",
            "/etc/machine-id",
            "/dev/null",
            "/var/lib/dpkg",
            "/var/lib/dpkg/info",
            "/var/lib/systemd",
            "/etc/services",
            "/etc/os-release",
            "/etc/debian_version",
            "/etc/apt",
            "/etc/modprobe.d",
            "/etc/udev",
            "/etc/udev/rules.d",
            "/etc/X11",
            "/etc/dbus-1",
            "/etc/xdg",
            "/etc/logrotate.d",
            "/etc/network");

    private final Predicate<String> shipped;

    FreshInstall(Predicate<String> shipped) {
        this.shipped = shipped;
    }

    boolean ships(String path) {
        return shipped.test(Paths.canonical(path));
    }

    /// Whether something is at `path`, given what the script did before.
    Outcome exists(String path, Effects effects) {
        if (!Text.isKnown(path)) {
            return Outcome.UNKNOWN;
        }
        String canonical = Paths.canonical(path);
        if (PRESENT.contains(canonical) || shipped.test(canonical) || effects.created(canonical)) {
            return Outcome.TRUE;
        }
        if (Paths.isUnder(canonical, "/usr") && !Paths.isUnder(canonical, "/usr/local")) {
            // A tool or a directory of some other package: those it needs are there.
            boolean expected = Paths.isUnder(canonical, "/usr/bin")
                    || Paths.isUnder(canonical, "/usr/sbin")
                    || Paths.isUnder(canonical, "/usr/share/debconf")
                    || Paths.parent(canonical).equals("/usr");
            return expected ? Outcome.TRUE : Outcome.UNKNOWN;
        }
        return Outcome.FALSE;
    }

    Outcome userExists(String name, Effects effects) {
        return account(name, BASE_USERS.contains(name) || effects.declaresUser(name));
    }

    Outcome groupExists(String name, Effects effects) {
        return account(name, BASE_GROUPS.contains(name) || effects.declaresGroup(name));
    }

    private static Outcome account(String name, boolean exists) {
        return Text.isKnown(name) ? Outcome.of(exists) : Outcome.UNKNOWN;
    }
}
