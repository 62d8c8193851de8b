package dev.jos.modules.shipped.systemd;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.duration;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.oneOf;
import static dev.jos.config.Types.size;

import dev.jos.config.Data;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.config.Types;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.SystemdDaemon;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What systemd's own daemons do: the journal, logins, and processes when memory is short.
public final class SystemdDaemons implements SystemModule {

    /// Where the journal is kept: journald.conf(5).
    enum Storage {
        PERSISTENT,
        VOLATILE,
        AUTO,
        NONE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What a key or the lid of a laptop does: logind.conf(5).
    enum PowerAction {
        IGNORE,
        POWEROFF,
        REBOOT,
        SUSPEND,
        HIBERNATE,
        HYBRID_SLEEP,
        LOCK;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public static final Option<Storage> JOURNAL_STORAGE = option(
                    "services.journald.storage", oneOf(Storage.class, Storage::word), "Where the journal is kept.")
            .defaultsTo(Storage.PERSISTENT);

    public static final Option<Optional<Long>> JOURNAL_SIZE = option(
                    "services.journald.maxUse",
                    nullable(size()),
                    "The space that the journal may take. Without a limit, a tenth of the file system and at most 4 GiB.")
            .defaultsTo(Optional.empty())
            .example("500M");

    public static final Option<Optional<Duration>> JOURNAL_TIME = option(
                    "services.journald.maxRetention", nullable(duration()), "How long the journal keeps entries.")
            .defaultsTo(Optional.empty())
            .example("30d");

    public static final Option<Data.Table> JOURNAL_SETTINGS =
            free("services.journald.settings", "journald.conf(5)").inNixos("services.journald.extraConfig");

    public static final Option<Optional<PowerAction>> LID = action("lidSwitch", "closing the lid does");
    public static final Option<Optional<PowerAction>> LID_EXTERNAL =
            action("lidSwitchExternalPower", "closing the lid does while plugged in");
    public static final Option<Optional<PowerAction>> POWER_KEY = action("powerKey", "the power key does");

    public static final Option<Boolean> KILL_USER_PROCESSES = option(
                    "services.logind.killUserProcesses",
                    bool(),
                    "Whether processes that somebody left behind end with the session.")
            .defaultsTo(false);

    public static final Option<Data.Table> LOGIN_SETTINGS = free("services.logind.settings", "logind.conf(5)");

    public static final Option<Boolean> OOMD = option(
                    "systemd.oomd.enable",
                    bool(),
                    "Whether systemd-oomd ends what makes memory short before the kernel has to.")
            .defaultsTo(false);

    public static final Option<Data.Table> OOMD_SETTINGS = free("systemd.oomd.settings", "oomd.conf(5)");

    public static final Option<Data.Table> COREDUMP_SETTINGS = free("systemd.coredump.settings", "coredump.conf(5)");

    public static final Option<Data.Table> MANAGER_SETTINGS = free(
                    "systemd.settings", "the section `[Manager]` of systemd-system.conf(5)")
            .inNixos("systemd.extraConfig");

    @Override
    public List<Option<?>> options() {
        return List.of(
                JOURNAL_STORAGE,
                JOURNAL_SIZE,
                JOURNAL_TIME,
                JOURNAL_SETTINGS,
                LID,
                LID_EXTERNAL,
                POWER_KEY,
                KILL_USER_PROCESSES,
                LOGIN_SETTINGS,
                OOMD,
                OOMD_SETTINGS,
                COREDUMP_SETTINGS,
                MANAGER_SETTINGS);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        journal(config, system);
        logins(config, system);
        if (config.get(OOMD)) {
            system.installPackage("systemd-oomd");
            system.enableUnit("systemd-oomd.service");
            system.healthCheck(HealthCheck.unitActive("oomd", "systemd-oomd.service"));
            settings(system, SystemdDaemon.OOMD, config.get(OOMD_SETTINGS));
        }
        settings(system, SystemdDaemon.COREDUMP, config.get(COREDUMP_SETTINGS));
        settings(system, SystemdDaemon.SYSTEM, config.get(MANAGER_SETTINGS));
    }

    private static void journal(EvaluatedConfig config, SystemDefinition system) {
        if (config.isDefined(JOURNAL_STORAGE)) {
            system.systemdSetting(
                    SystemdDaemon.JOURNALD,
                    "Storage",
                    config.get(JOURNAL_STORAGE).word());
        }
        config.get(JOURNAL_SIZE)
                .ifPresent(
                        bytes -> system.systemdSetting(SystemdDaemon.JOURNALD, "SystemMaxUse", String.valueOf(bytes)));
        config.get(JOURNAL_TIME)
                .ifPresent(time ->
                        system.systemdSetting(SystemdDaemon.JOURNALD, "MaxRetentionSec", time.toSeconds() + "s"));
        settings(system, SystemdDaemon.JOURNALD, config.get(JOURNAL_SETTINGS));
    }

    private static void logins(EvaluatedConfig config, SystemDefinition system) {
        Map.of(LID, "HandleLidSwitch", LID_EXTERNAL, "HandleLidSwitchExternalPower", POWER_KEY, "HandlePowerKey")
                .forEach((option, key) -> config.get(option)
                        .ifPresent(action -> system.systemdSetting(SystemdDaemon.LOGIND, key, action.word())));
        if (config.get(KILL_USER_PROCESSES)) {
            system.systemdSetting(SystemdDaemon.LOGIND, "KillUserProcesses", "yes");
        }
        settings(system, SystemdDaemon.LOGIND, config.get(LOGIN_SETTINGS));
    }

    private static void settings(SystemDefinition system, SystemdDaemon daemon, Data.Table settings) {
        settings.entries().forEach((key, value) -> system.systemdSetting(daemon, key, value.text()));
    }

    private static Option<Data.Table> free(String name, String manual) {
        return option(name, Types.settings(), "Further settings, named as in %s.".formatted(manual))
                .defaultsTo(new Data.Table(Map.of()));
    }

    private static Option<Optional<PowerAction>> action(String name, String what) {
        return option(
                        "services.logind." + name,
                        nullable(oneOf(PowerAction.class, PowerAction::word)),
                        "What %s.".formatted(what))
                .defaultsTo(Optional.empty())
                .example("suspend");
    }
}
