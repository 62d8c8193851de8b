package dev.jos.modules.shipped;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.oneOf;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.TargetArchitecture;
import dev.jos.modules.formats.KeyValueFile;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// What the machine is called, where it stands, and the packages without which it is none.
public final class BaseSystem implements SystemModule {

    public static final Option<TargetArchitecture> ARCHITECTURE = option(
                    "system.architecture",
                    oneOf(TargetArchitecture.class, TargetArchitecture::debianName),
                    "The processor architecture of the machine.")
            .defaultsTo(TargetArchitecture.AMD64);

    public static final Option<String> HOSTNAME = option(
                    "system.hostname",
                    matching("a host name of letters, digits and `-`", Words::isHostname),
                    "The name of the machine.")
            .defaultsTo("jos")
            .example("atlas");

    public static final Option<String> TIMEZONE = option(
                    "system.timezone",
                    matching("a time zone such as `Europe/Berlin`", BaseSystem::isZone, ZoneId::getAvailableZoneIds),
                    "The time zone, by its name in the tz database.")
            .defaultsTo("Etc/UTC")
            .example("Europe/Berlin");

    public static final Option<String> LOCALE = option(
                    "system.locale",
                    matching("a locale with UTF-8, such as `de_DE.UTF-8`", BaseSystem::isLocale),
                    "The language and the conventions of messages, dates and sorting. Any other than `C.UTF-8` is generated when the system is built.")
            .defaultsTo("C.UTF-8")
            .example("de_DE.UTF-8");

    public static final Option<Optional<String>> KEYMAP = option(
                    "system.keymap",
                    nullable(matching("a keyboard layout of XKB, such as `de` or `us`", Words::isUnit)),
                    "The keyboard layout of the text consoles, as XKB names it. Without one the kernel's own, `us`, stays.")
            .defaultsTo(Optional.empty())
            .example("de");

    public static final Option<String> STATE_VERSION = option(
                    "system.stateVersion",
                    matching("`1`", "1"::equals),
                    "The release of jos with which the machine was first set up. It decides conventions for what lies in `/var` and `/home`; leave it as it is when updating.")
            .defaultsTo("1");

    public static final Option<Boolean> BASE = option(
                    "system.base",
                    bool(),
                    "Whether to install the base packages: systemd, a shell, and the tools to look after a machine.")
            .defaultsTo(true);

    /// Everything a machine needs to come up, plus what its administrator expects. Libraries and Debian's essential
    /// packages follow as dependencies or stand here.
    public static final List<String> BASE_PACKAGES = List.of(
            "base-files",
            "base-passwd",
            "bash",
            "ca-certificates",
            "coreutils",
            "dash",
            "dbus",
            "debianutils",
            "diffutils",
            "dpkg",
            "e2fsprogs",
            "findutils",
            "grep",
            "gzip",
            "hostname",
            "init-system-helpers",
            "iproute2",
            "iputils-ping",
            "kmod",
            "less",
            "libc-bin",
            "libpam-systemd",
            "login",
            "mawk",
            "mount",
            "ncurses-base",
            "ncurses-bin",
            "netbase",
            "passwd",
            "procps",
            "sed",
            "systemd",
            "systemd-sysv",
            "sysvinit-utils",
            "tar",
            "tzdata",
            "udev",
            "util-linux");

    @Override
    public List<Option<?>> options() {
        return List.of(ARCHITECTURE, HOSTNAME, TIMEZONE, LOCALE, KEYMAP, STATE_VERSION, BASE);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        system.architecture(config.get(ARCHITECTURE));
        system.hostname(config.get(HOSTNAME));
        system.stateVersion(config.get(STATE_VERSION));
        if (config.get(BASE)) {
            BASE_PACKAGES.forEach(system::installPackage);
        }
        timezone(config.get(TIMEZONE), system);
        locale(config.get(LOCALE), system);
        config.get(KEYMAP).ifPresent(layout -> keymap(layout, system));
    }

    private static void timezone(String zone, SystemDefinition system) {
        system.installPackage("tzdata");
        system.etcLink("localtime", "/usr/share/zoneinfo/" + zone);
        system.etcFile("timezone", zone + "\n");
    }

    private static void locale(String locale, SystemDefinition system) {
        system.etcFile("locale.conf", new KeyValueFile("=").set("LANG", locale).toString());
        if (!locale.equals("C.UTF-8")) {
            system.installPackage("locales");
            system.locale(locale);
            system.etcFile("locale.gen", locale + " UTF-8\n");
        }
    }

    /// keyboard(5); `keyboard-setup.service` of console-setup loads it early in the boot.
    private static void keymap(String layout, SystemDefinition system) {
        system.installPackage("console-setup");
        system.installPackage("keyboard-configuration");
        var file = new KeyValueFile("=")
                .set("XKBMODEL", "pc105")
                .set("XKBLAYOUT", layout)
                .set("XKBVARIANT", "")
                .set("XKBOPTIONS", "")
                .set("BACKSPACE", "guess");
        system.etcFile("default/keyboard", file.toString());
        system.enableUnit("keyboard-setup.service");
    }

    private static boolean isZone(String text) {
        if (text.equals("UTC") || !text.contains("/")) {
            return text.equals("UTC");
        }
        try {
            return !ZoneId.of(text).getId().startsWith("SystemV/");
        } catch (DateTimeException unknown) {
            return false;
        }
    }

    private static boolean isLocale(String text) {
        return text.endsWith(".UTF-8") && Words.isUnit(text) && !text.startsWith(".");
    }
}
