package dev.jos.modules.shipped.services;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.lines;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.mapOf;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.path;
import static dev.jos.config.Types.port;
import static dev.jos.config.Types.secret;
import static dev.jos.config.Types.set;
import static dev.jos.config.Types.settings;
import static dev.jos.config.Types.submodule;

import dev.jos.config.Data;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.config.OptionType;
import dev.jos.config.SecretReference;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.Problem;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.units.Unit;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The database server PostgreSQL, with databases and roles that are made when they are missing.
///
/// Debian's own way, clusters that a maintainer script makes and `pg_ctlcluster` runs, is not used: the server is one
/// service, and its configuration comes from here alone. Data is never removed.
public final class Postgresql implements SystemModule {

    /// The version that trixie has. Data of another major version has to be carried over by its owner.
    private static final String VERSION = "17";

    static final String BIN = "/usr/lib/postgresql/" + VERSION + "/bin/";

    static final Option<Boolean> LOGIN =
            option("login", bool(), "Whether the role may connect.").defaultsTo(true);

    static final Option<Boolean> SUPERUSER =
            option("superuser", bool(), "Whether the role may do everything.").defaultsTo(false);

    static final Option<Boolean> CREATE_DATABASES = option(
                    "createDatabases", bool(), "Whether the role may create databases.")
            .defaultsTo(false);

    static final Option<Set<String>> OWNS = option(
                    "owns",
                    set(identifier()),
                    "Databases that belong to the role; they are made when they are missing.")
            .defaultsTo(Set.of())
            .example("[app]");

    static final Option<Optional<SecretReference>> PASSWORD_FILE = option(
                    "passwordFile",
                    nullable(secret()),
                    "A file on the machine with the role's password, which is set at every start. Without one, a role logs in as the user of the same name only.")
            .defaultsTo(Optional.empty())
            .example("/var/lib/secrets/app-database");

    public static final Option<Boolean> ENABLE = option(
                    "services.postgresql.enable", bool(), "Whether to run PostgreSQL.")
            .defaultsTo(false);

    public static final Option<Integer> PORT = option(
                    "services.postgresql.port", port(), "The TCP port, also part of the name of the socket.")
            .defaultsTo(5432);

    public static final Option<List<String>> LISTEN = option(
                    "services.postgresql.listenAddresses",
                    list(matching("an address, a host name, or `*` for all", Postgresql::isAddress)),
                    "Addresses on which the server listens, besides its socket in `/run/postgresql`.")
            .defaultsTo(List.of("localhost"))
            .example("[\"*\"]");

    public static final Option<String> DATA_DIRECTORY = option(
                    "services.postgresql.dataDir", path(), "Where the data is.")
            .defaultsTo("/var/lib/postgresql/" + VERSION + "/main");

    public static final Option<Set<String>> DATABASES = option(
                    "services.postgresql.databases",
                    set(identifier()),
                    "Databases that are made when they are missing.")
            .defaultsTo(Set.of())
            .example("[app]")
            .inNixos("services.postgresql.ensureDatabases");

    public static final Option<SortedMap<String, EvaluatedConfig>> ROLES = option(
                    "services.postgresql.roles",
                    mapOf("name", submodule(LOGIN, SUPERUSER, CREATE_DATABASES, OWNS, PASSWORD_FILE))
                            .withKeys("a name of small letters, digits and `_`", Postgresql::isName),
                    "Roles that are made when they are missing, and kept as they are described here.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ app.owns = [app] }")
            .inNixos("services.postgresql.ensureUsers");

    public static final Option<String> AUTHENTICATION = option(
                    "services.postgresql.authentication",
                    lines(),
                    "Lines of pg_hba.conf that come before the usual ones: users by the name of their account over the socket, everybody else by password.")
            .defaultsTo("")
            .example("\"hostssl app app 192.0.2.0/24 scram-sha-256\"");

    public static final Option<Data.Table> SETTINGS = option(
                    "services.postgresql.settings", settings(), "Further settings of postgresql.conf.")
            .defaultsTo(new Data.Table(Map.of()))
            .example("{ shared_buffers = 512MB, log_connections = true }");

    @Override
    public List<Option<?>> options() {
        return List.of(ENABLE, PORT, LISTEN, DATA_DIRECTORY, DATABASES, ROLES, AUTHENTICATION, SETTINGS);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (!config.get(ENABLE)) {
            return;
        }
        system.installPackage("postgresql-" + VERSION);
        system.etcFile("postgresql/jos/postgresql.conf", PostgresqlFiles.configuration(config));
        system.etcFile("postgresql/jos/pg_hba.conf", PostgresqlFiles.authentication(config));
        server(config, system);
        roles(config, system);
        system.healthCheck(HealthCheck.succeeds(
                "postgresql", BIN + "pg_isready", "--quiet", "--port", String.valueOf(config.get(PORT))));
        if (config.get(LISTEN).stream().anyMatch(address -> !isLocal(address))) {
            system.openTcpPort(config.get(PORT));
        }
        checkOwners(config, system);
    }

    private static void server(EvaluatedConfig config, SystemDefinition system) {
        system.listensOn(config.get(PORT), "postgresql", config, PORT);
        String data = config.get(DATA_DIRECTORY);
        system.tmpfiles("d /var/lib/postgresql 0755 postgres postgres -");
        system.tmpfiles("d %s 0700 postgres postgres -".formatted(data));
        system.unit(Unit.service("postgresql")
                .description("PostgreSQL database server")
                .after("network.target", "systemd-tmpfiles-setup.service")
                .notifies()
                .user("postgres")
                .runtimeDirectory("postgresql")
                .set("RuntimeDirectoryMode", "2775")
                .execBefore(system.script("postgresql-init", PostgresqlFiles.initialise(data)))
                .exec(BIN + "postgres", "-D", data, "-c", "config_file=/etc/postgresql/jos/postgresql.conf")
                .reloadLine("/bin/kill -HUP $MAINPID")
                .set("KillSignal", "SIGINT")
                .set("KillMode", "mixed")
                .set("TimeoutStopSec", "1h")
                .startWithin(Duration.ofMinutes(5))
                .restartOnFailure()
                .set("OOMScoreAdjust", "-900")
                .wantedBy("multi-user.target"));
    }

    private static void roles(EvaluatedConfig config, SystemDefinition system) {
        if (config.get(DATABASES).isEmpty() && config.get(ROLES).isEmpty()) {
            return;
        }
        var setup = Unit.service("postgresql-setup")
                .description("Databases and roles of PostgreSQL")
                .after("postgresql.service")
                .requires("postgresql.service")
                .partOf("postgresql.service")
                .oneshot()
                .remains()
                .user("postgres")
                .exec(system.script("postgresql-setup", PostgresqlFiles.setup(config)))
                .wantedBy("multi-user.target");
        config.get(ROLES).forEach((name, role) -> role.get(PASSWORD_FILE)
                .ifPresent(file -> setup.credential(name, file.path())));
        system.unit(setup);
        system.healthCheck(HealthCheck.unitActive("postgresql-setup", "postgresql-setup.service"));
    }

    private static void checkOwners(EvaluatedConfig config, SystemDefinition system) {
        var owners = new TreeMap<String, EvaluatedConfig>();
        for (var role : config.get(ROLES).values()) {
            for (String database : role.get(OWNS)) {
                var other = owners.putIfAbsent(database, role);
                if (other != null) {
                    system.problem(Problem.error("The database `%s` has two owners.".formatted(database))
                            .about(role, OWNS, "`%s` here".formatted(role.name()))
                            .about(other, OWNS, "`%s` here".formatted(other.name()))
                            .hint("Let one role own it, and grant rights to the other."));
                }
            }
        }
    }

    private static OptionType<String> identifier() {
        return matching("a name of small letters, digits and `_`", Postgresql::isName);
    }

    /// What SQL takes without quotes, so that nobody is surprised by case.
    static boolean isName(String text) {
        return text.matches("[a-z_][a-z0-9_]{0,62}");
    }

    private static boolean isAddress(String text) {
        return text.matches("[A-Za-z0-9.:*_-]+");
    }

    private static boolean isLocal(String address) {
        return address.equals("localhost") || address.equals("127.0.0.1") || address.equals("::1");
    }
}
