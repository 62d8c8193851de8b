package dev.jos.modules.shipped.services;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.duration;
import static dev.jos.config.Types.integer;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.mapOf;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.nonEmptyString;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.settings;
import static dev.jos.config.Types.submodule;

import dev.jos.config.Data;
import dev.jos.config.Definitions;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.formats.IniFile;
import dev.jos.modules.formats.Settings;
import dev.jos.modules.shipped.base.Words;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/// fail2ban: shuts out who fails to log in too often.
public final class Fail2ban implements SystemModule {

    private static final String SSH_JAIL = "sshd";

    public static final Option<Boolean> ENABLE = option(
                    "services.fail2ban.enable",
                    bool(),
                    "Whether to run fail2ban. It watches the OpenSSH server, where there is one, and what `jails` say.")
            .defaultsTo(false);

    public static final Option<Duration> BAN_TIME = option(
                    "services.fail2ban.banTime", duration(), "For how long an address is shut out.")
            .defaultsTo(Duration.ofMinutes(10))
            .example("1h");

    public static final Option<Duration> FIND_TIME = option(
                    "services.fail2ban.findTime", duration(), "How far back failures count.")
            .defaultsTo(Duration.ofMinutes(10));

    public static final Option<Integer> MAX_RETRY = option(
                    "services.fail2ban.maxRetry", integer(1, 10_000), "How many failures it takes.")
            .defaultsTo(5);

    public static final Option<Boolean> INCREMENT = option(
                    "services.fail2ban.increment",
                    bool(),
                    "Whether an address that comes back is shut out for longer each time.")
            .defaultsTo(false);

    public static final Option<Optional<Duration>> MAX_BAN_TIME = option(
                    "services.fail2ban.maxBanTime",
                    nullable(duration()),
                    "For how long at most, where `increment` makes it longer.")
            .defaultsTo(Optional.empty())
            .example("7d");

    public static final Option<List<String>> IGNORE = option(
                    "services.fail2ban.ignore",
                    list(matching(
                            "an address, a network or a host name", text -> !text.isBlank() && text.indexOf(' ') < 0)),
                    "Who is never shut out, besides the machine itself.")
            .defaultsTo(List.of())
            .example("[192.168.7.0/24]");

    public static final Option<String> ACTION = option(
                    "services.fail2ban.banAction",
                    nonEmptyString(),
                    "How an address is shut out: the name of a file in `/etc/fail2ban/action.d`.")
            .defaultsTo("nftables")
            .example("\"nftables[type=allports]\"");

    public static final Option<Data.Table> SETTINGS = option(
                    "services.fail2ban.settings",
                    settings(),
                    "Further settings for all jails, named as in jail.conf(5).")
            .defaultsTo(new Data.Table(Map.of()))
            .example("{ destemail = root@example.org }");

    static final Option<Boolean> JAIL_ENABLE =
            option("enable", bool(), "Whether the jail is watched.").defaultsTo(true);

    static final Option<Data.Table> JAIL_SETTINGS = option(
                    "settings",
                    settings(),
                    "The settings of the jail, named as in jail.conf(5); a list becomes several lines.")
            .defaultsTo(new Data.Table(Map.of()))
            .example("{ port = \"http,https\", logpath = /var/log/nginx/error.log, maxretry = 3 }");

    static final Option<SortedMap<String, Data.Table>> FILTER = option(
                    "filter",
                    mapOf("section", settings()),
                    "A filter of the jail's own, by section: what in a log is a failure. Without one, the filter of the jail's name that fail2ban has.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ Definition.failregex = \"^refused <HOST>$\" }");

    public static final Option<SortedMap<String, EvaluatedConfig>> JAILS = option(
                    "services.fail2ban.jails",
                    mapOf("name", submodule(JAIL_ENABLE, JAIL_SETTINGS, FILTER))
                            .withKeys("a name of letters, digits, `-`, `_` and `.`", Words::isUnit),
                    "What is watched, by name.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ nginx-http-auth.settings.port = \"http,https\" }");

    @Override
    public List<Option<?>> options() {
        return List.of(
                ENABLE, BAN_TIME, FIND_TIME, MAX_RETRY, INCREMENT, MAX_BAN_TIME, IGNORE, ACTION, SETTINGS, JAILS);
    }

    @Override
    public void define(Definitions define) {
        define.when(ENABLE).when(OpenSsh.ENABLE).suggestData(JAILS, Fail2ban::sshJail);
    }

    private static Data sshJail(EvaluatedConfig config) {
        String ports = config.get(OpenSsh.PORTS).stream().map(String::valueOf).collect(Collectors.joining(","));
        var settings = new Data.Table(Map.of("port", Data.of(ports), "backend", Data.of("systemd")));
        return new Data.Table(Map.of(SSH_JAIL, new Data.Table(Map.of("settings", settings))));
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (!config.get(ENABLE)) {
            return;
        }
        system.installPackage("fail2ban");
        system.installPackage("python3-systemd");
        system.installPackage("nftables");
        system.enableUnit("fail2ban.service");
        system.etcFile("fail2ban/jail.d/50-jos.local", jails(config));
        config.get(JAILS).forEach((name, jail) -> {
            if (!jail.get(FILTER).isEmpty()) {
                system.etcFile("fail2ban/filter.d/" + name + ".local", filter(jail));
            }
        });
        system.healthCheck(HealthCheck.succeeds("fail2ban", "/usr/bin/fail2ban-client", "ping")
                .describedAs("fail2ban answers"));
    }

    private static String jails(EvaluatedConfig config) {
        var file = IniFile.withIndentedLines();
        defaults(config).entries().forEach((key, value) -> file.set("DEFAULT", key, value.text()));
        file.settings("DEFAULT", config.get(SETTINGS));
        if (!config.get(JAILS).containsKey(SSH_JAIL)) {
            // Debian's package would watch it in any case.
            file.set(SSH_JAIL, "enabled", "false");
        }
        config.get(JAILS).forEach((name, jail) -> {
            file.set(name, "enabled", String.valueOf(jail.get(JAIL_ENABLE)));
            if (!jail.get(FILTER).isEmpty()) {
                file.set(name, "filter", name);
            }
            file.settings(name, jail.get(JAIL_SETTINGS));
        });
        return file.toString();
    }

    private static Data.Table defaults(EvaluatedConfig config) {
        var settings = new Settings()
                .set("bantime", config.get(BAN_TIME).toSeconds())
                .set("findtime", config.get(FIND_TIME).toSeconds())
                .set("maxretry", config.get(MAX_RETRY))
                .set("bantime.increment", config.get(INCREMENT))
                .set("ignoreip", String.join(" ", config.get(IGNORE)))
                .set("banaction", config.get(ACTION));
        config.get(MAX_BAN_TIME).ifPresent(time -> settings.set("bantime.maxtime", time.toSeconds()));
        return settings.toData();
    }

    private static String filter(EvaluatedConfig jail) {
        var file = IniFile.withIndentedLines();
        jail.get(FILTER).forEach(file::settings);
        return file.toString();
    }
}
