package dev.jos.modules.shipped.services;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.ipAddress;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.port;
import static dev.jos.config.Types.secret;
import static dev.jos.config.Types.settings;
import static dev.jos.config.Types.size;

import dev.jos.config.Data;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.config.SecretReference;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.Problem;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.formats.KeyValueFile;
import dev.jos.modules.formats.ShellWords;
import dev.jos.modules.units.Unit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Valkey, a server for keys and values that speaks the protocol of Redis.
public final class Valkey implements SystemModule {

    public static final Option<Boolean> ENABLE = option("services.valkey.enable", bool(), "Whether to run Valkey.")
            .defaultsTo(false)
            .inNixos("services.redis.enable");

    public static final Option<Integer> PORT =
            option("services.valkey.port", port(), "The TCP port.").defaultsTo(6379);

    public static final Option<List<String>> BIND = option(
                    "services.valkey.bind", list(ipAddress()), "Addresses on which the server listens.")
            .defaultsTo(List.of("127.0.0.1", "::1"))
            .example("[192.0.2.1]");

    public static final Option<Optional<Long>> MEMORY = option(
                    "services.valkey.maxMemory",
                    nullable(size()),
                    "The memory that data may take. Without a limit, all there is.")
            .defaultsTo(Optional.empty())
            .example("256M");

    public static final Option<Optional<SecretReference>> PASSWORD_FILE = option(
                    "services.valkey.passwordFile",
                    nullable(secret()),
                    "A file on the machine with the password that clients must give.")
            .defaultsTo(Optional.empty())
            .example("/var/lib/secrets/valkey");

    public static final Option<Data.Table> SETTINGS = option(
                    "services.valkey.settings",
                    settings(),
                    "Further settings of valkey.conf; a list becomes several lines.")
            .defaultsTo(new Data.Table(Map.of()))
            .example("{ appendonly = yes, maxmemory-policy = allkeys-lru }");

    @Override
    public List<Option<?>> options() {
        return List.of(ENABLE, PORT, BIND, MEMORY, PASSWORD_FILE, SETTINGS);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (!config.get(ENABLE)) {
            return;
        }
        system.installPackage("valkey-server");
        system.enableUnit("valkey-server.service");
        system.listensOn(config.get(PORT), "valkey", config, PORT);
        system.etcFile("valkey/valkey.conf", configuration(config));
        config.get(PASSWORD_FILE).ifPresent(file -> password(file, system));
        system.healthCheck(HealthCheck.unitActive("valkey", "valkey-server.service"));
        system.healthCheck(HealthCheck.tcpAnswers(
                "valkey-port",
                config.get(BIND).isEmpty() ? "127.0.0.1" : config.get(BIND).getFirst(),
                config.get(PORT)));
        if (isOpen(config)) {
            system.openTcpPort(config.get(PORT));
            if (config.get(PASSWORD_FILE).isEmpty()) {
                system.problem(Problem.warning("Valkey can be reached over the network without a password.")
                        .about(config, BIND, "not only this machine")
                        .hint("Name a file with a password in `services.valkey.passwordFile`."));
            }
        }
    }

    private static boolean isOpen(EvaluatedConfig config) {
        return config.get(BIND).stream().anyMatch(address -> !address.startsWith("127.") && !address.equals("::1"));
    }

    private static String configuration(EvaluatedConfig config) {
        var file = new KeyValueFile(" ")
                .set("bind", String.join(" ", config.get(BIND)))
                .set("port", String.valueOf(config.get(PORT)))
                .set("dir", "/var/lib/valkey")
                .set("pidfile", "/run/valkey/valkey-server.pid")
                .set("logfile", "\"\"")
                .set("protected-mode", isOpen(config) ? "no" : "yes");
        config.get(MEMORY).ifPresent(bytes -> file.set("maxmemory", String.valueOf(bytes)));
        file.settings(config.get(SETTINGS));
        config.get(PASSWORD_FILE).ifPresent(any -> file.set("include", "/run/valkey/password.conf"));
        return file.toString();
    }

    /// The server cannot read a password from a file of its own, so a line of configuration is made of it; with all
    /// rights, since the service itself may neither read secrets nor run a shell.
    private static void password(SecretReference secret, SystemDefinition system) {
        String script = system.script("valkey-password", """
                umask 077
                printf 'requirepass "%%s"\\n' "$(sed 's/["\\\\]/\\\\&/g' %s)" > /run/valkey/password.conf
                chown valkey:valkey /run/valkey/password.conf
                """.formatted(ShellWords.quoted(secret.path())));
        system.unitDropIn("50-jos", Unit.service("valkey-server").set("ExecStartPre", "+" + script));
    }
}
