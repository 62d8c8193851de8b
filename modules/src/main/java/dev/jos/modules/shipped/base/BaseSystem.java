package dev.jos.modules.shipped.base;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.mapOf;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.oneOf;
import static dev.jos.config.Types.set;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.config.OptionType;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.TargetArchitecture;
import dev.jos.modules.formats.KeyValueFile;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
            .example("atlas")
            .inNixos("networking.hostName");

    public static final Option<String> TIMEZONE = option(
                    "system.timezone",
                    matching("a time zone such as `Europe/Berlin`", BaseSystem::isZone, ZoneId::getAvailableZoneIds),
                    "The time zone, by its name in the tz database.")
            .defaultsTo("Etc/UTC")
            .example("Europe/Berlin")
            .inNixos("time.timeZone");

    public static final Option<String> LOCALE = option(
                    "system.locale",
                    locale(),
                    "The language and the conventions of messages, dates and sorting. Any other than `C.UTF-8` is generated when the system is built.")
            .defaultsTo("C.UTF-8")
            .example("de_DE.UTF-8")
            .inNixos("i18n.defaultLocale");

    public static final Option<SortedMap<String, String>> LOCALE_SETTINGS = option(
                    "system.localeSettings",
                    mapOf("setting", locale())
                            .withKeys("a category of locale(7), such as `LC_TIME`", BaseSystem::isCategory),
                    "Where some conventions differ from `system.locale`.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ LC_TIME = \"de_DE.UTF-8\", LC_PAPER = \"de_DE.UTF-8\" }")
            .inNixos("i18n.extraLocaleSettings");

    public static final Option<Set<String>> LOCALES = option(
                    "system.extraLocales", set(locale()), "Further locales to generate, for whoever asks for one.")
            .defaultsTo(Set.of())
            .example("[\"fr_FR.UTF-8\"]")
            .inNixos("i18n.supportedLocales");

    public static final Option<Optional<String>> MACHINE_ID = option(
                    "system.machineId",
                    nullable(matching("32 hexadecimal digits in lower case", text -> text.matches("[0-9a-f]{32}"))),
                    "The id of the machine, machine-id(5), which has to be unique. Without one the machine makes its own when it first starts.")
            .defaultsTo(Optional.empty())
            .example("b08dfa6083e7567a1921a715000001fb");

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
        return List.of(
                ARCHITECTURE, HOSTNAME, TIMEZONE, LOCALE, LOCALE_SETTINGS, LOCALES, MACHINE_ID, STATE_VERSION, BASE);
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
        locales(config, system);
        config.get(MACHINE_ID).ifPresent(id -> system.etcFile("machine-id", id + "\n", 0444));
    }

    private static void timezone(String zone, SystemDefinition system) {
        system.installPackage("tzdata");
        String file = "/usr/share/zoneinfo/" + zone;
        system.etcLink("localtime", file);
        system.etcFile("timezone", zone + "\n");
        system.healthCheck(HealthCheck.succeeds("timezone", "/usr/bin/test", "-e", file)
                .describedAs("the time zone %s is known".formatted(zone)));
    }

    private static void locales(EvaluatedConfig config, SystemDefinition system) {
        var file = new KeyValueFile("=").set("LANG", config.get(LOCALE));
        config.get(LOCALE_SETTINGS).forEach(file::set);
        system.etcFile("locale.conf", file.toString());
        var all = new TreeSet<>(config.get(LOCALES));
        all.add(config.get(LOCALE));
        config.get(LOCALE_SETTINGS).forEach((category, locale) -> all.add(locale));
        all.remove("C.UTF-8");
        if (!all.isEmpty()) {
            system.installPackage("locales");
            all.forEach(system::locale);
            all.forEach(each -> system.healthCheck(exists(each)));
            system.etcFile(
                    "locale.gen", all.stream().map(each -> each + " UTF-8\n").collect(Collectors.joining()));
        }
    }

    private static HealthCheck exists(String locale) {
        String listed = locale.replace(".UTF-8", ".utf8");
        return HealthCheck.succeeds("locale-" + locale, "/bin/sh", "-c", "locale -a | grep -Fqx " + listed)
                .describedAs("the locale %s exists".formatted(locale));
    }

    private static OptionType<String> locale() {
        return matching("a locale with UTF-8, such as `de_DE.UTF-8`", BaseSystem::isLocale);
    }

    /// locale(7).
    private static boolean isCategory(String text) {
        return text.matches(
                "LC_(ADDRESS|COLLATE|CTYPE|IDENTIFICATION|MEASUREMENT|MESSAGES|MONETARY|NAME|NUMERIC|PAPER|TELEPHONE|TIME)");
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
