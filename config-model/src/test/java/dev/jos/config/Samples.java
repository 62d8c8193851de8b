package dev.jos.config;

import static dev.jos.config.Alternative.alternative;
import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.cidr;
import static dev.jos.config.Types.coerced;
import static dev.jos.config.Types.contentDirectory;
import static dev.jos.config.Types.contentFile;
import static dev.jos.config.Types.decimal;
import static dev.jos.config.Types.duration;
import static dev.jos.config.Types.either;
import static dev.jos.config.Types.integer;
import static dev.jos.config.Types.lines;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.mapOf;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.nonEmptyString;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.oneOf;
import static dev.jos.config.Types.path;
import static dev.jos.config.Types.port;
import static dev.jos.config.Types.secret;
import static dev.jos.config.Types.separated;
import static dev.jos.config.Types.set;
import static dev.jos.config.Types.settings;
import static dev.jos.config.Types.size;
import static dev.jos.config.Types.string;
import static dev.jos.config.Types.submodule;
import static dev.jos.config.Types.tagged;
import static dev.jos.config.Types.unique;

import dev.jos.config.testing.InMemoryFiles;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// One option of every type, for tests.
final class Samples {

    enum Loader {
        SYSTEMD_BOOT,
        GRUB,
        NONE;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static final Option<String> HOSTNAME = option("system.hostname", nonEmptyString(), "The name of the machine.")
            .defaultsTo("jos");
    static final Option<String> ZONE =
            option("system.timezone", string(), "The time zone.").defaultsTo("UTC");
    static final Option<String> VERSION =
            option("system.version", string(), "The version.").defaultsTo("1").readOnly();
    static final Option<Loader> LOADER = option("boot.loader", oneOf(Loader.class, Loader::word), "The boot loader.")
            .defaultsTo(Loader.SYSTEMD_BOOT);
    static final Option<Boolean> SSH = option("services.openssh.enable", bool(), "Whether to run the OpenSSH server.")
            .defaultsTo(false);
    static final Option<Integer> PORT =
            option("services.openssh.port", port(), "The port.").defaultsTo(22);
    static final Option<Data.Table> SETTINGS = option("services.openssh.settings", settings(), "Free settings.")
            .defaultsTo(new Data.Table(new TreeMap<>()));
    static final Option<Integer> LEVEL =
            option("level", integer(0, 9), "A level.").defaultsTo(5);
    static final Option<List<String>> PACKAGES = option(
                    "packages.install",
                    list(matching("the name of a package", text -> text.equals(text.toLowerCase(Locale.ROOT)))),
                    "Packages.")
            .defaultsTo(List.of());
    static final Option<Set<String>> WORDS =
            option("words", set(string()), "Words.").defaultsTo(Set.of());
    static final Option<String> EXTRA = option("extra", lines(), "Lines.").defaultsTo("");
    static final Option<String> ROOT = option("root", path(), "A path.").defaultsTo("/");
    static final Option<Duration> WAIT = option("wait", duration(), "A time.").defaultsTo(Duration.ofSeconds(90));
    static final Option<Long> MEMORY = option("memory", size(), "A size.").defaultsTo(0L);
    static final Option<List<String>> ADDRESSES =
            option("addresses", list(cidr()), "Addresses.").defaultsTo(List.of());
    static final Option<Optional<Integer>> LIMIT =
            option("limit", nullable(integer()), "A limit.").defaultsTo(Optional.empty());
    static final Option<SortedMap<String, String>> VARIABLES =
            option("variables", mapOf("name", string()), "Variables.").defaultsTo(new TreeMap<>());
    static final Option<Data.Table> LET =
            option("let", settings(), "Values of one's own.").defaultsTo(new Data.Table(new TreeMap<>()));
    static final Option<Optional<ContentReference>> MOTD =
            option("motd", nullable(contentFile()), "A file.").defaultsTo(Optional.empty());
    static final Option<Optional<ContentReference>> SITE =
            option("site", nullable(contentDirectory()), "A directory.").defaultsTo(Optional.empty());

    static final Option<String> SHELL = option("shell", path(), "The shell.").defaultsTo("/bin/bash");
    static final Option<String> HOME =
            option("home", path(), "The home directory.").defaultsTo(user -> "/home/" + user.name(), "`/home/<name>`");
    static final Option<Set<String>> GROUPS =
            option("groups", set(string()), "Further groups.").defaultsTo(Set.of());
    static final Option<Integer> UID =
            option("uid", integer(0, 60000), "The id.").example("1000");
    static final Option<SortedMap<String, EvaluatedConfig>> USERS = option(
                    "users.users",
                    mapOf("name", submodule(SHELL, HOME, GROUPS, UID))
                            .withKeys("a name of small letters", key -> key.equals(key.toLowerCase(Locale.ROOT))),
                    "The users.")
            .defaultsTo(new TreeMap<>());

    static final Option<Double> RATIO =
            option("ratio", decimal(0, 1), "A part of a whole.").defaultsTo(0.5);
    static final Option<String> SEARCH = option("search", separated(":"), "Directories.")
            .defaultsTo("")
            .formerly("searchPath")
            .formerly("system.search");
    static final Option<Optional<SecretReference>> SECRET =
            option("secret", nullable(secret()), "A secret.").defaultsTo(Optional.empty());
    static final Option<Either<Integer, List<String>>> CHOICE = option(
                    "choice", either(integer(0, 9), list(string())), "A level or words.")
            .defaultsTo(new Either.First<>(1));
    static final Option<List<String>> SHORT = option("short", coerced(string(), List::of, list(string())), "Words.")
            .defaultsTo(List.of());
    static final Option<String> OWNER = option(
                    "owner", unique(string(), "only one module may own the machine"), "The owner.")
            .defaultsTo("")
            .deprecated("Use `system.owner` instead.");
    static final Option<Integer> SPEED =
            option("speed", integer(1, 9), "How fast.").defaultsTo(1);
    static final Option<String> DEVICE = option("device", path(), "Where.").example("/dev/sdb");
    static final Option<Optional<Tagged>> BACKUP = option(
                    "backup",
                    nullable(tagged("type", alternative("disk", DEVICE), alternative("net", SPEED))),
                    "Where backups go.")
            .defaultsTo(Optional.empty());
    static final Option<Optional<EvaluatedConfig>> DAEMON = option(
                    "daemon", nullable(submodule(SPEED).withFreeform()), "A daemon.")
            .defaultsTo(Optional.empty());
    static final Option<?> GONE = Option.removed("legacy.mode", "Use `level` instead.");

    static final List<Option<?>> ALL = List.of(
            HOSTNAME, ZONE, VERSION, LOADER, SSH, PORT, SETTINGS, LEVEL, PACKAGES, WORDS, EXTRA, ROOT, WAIT, MEMORY,
            ADDRESSES, LIMIT, VARIABLES, LET, MOTD, SITE, USERS, RATIO, SEARCH, SECRET, CHOICE, SHORT, OWNER, BACKUP,
            DAEMON, GONE);

    private Samples() {}

    /// Loads a single file.
    static Configuration load(String text) {
        return load(new InMemoryFiles().with("machine.conf", text));
    }

    static Configuration load(ConfigurationFiles files) {
        return ConfigurationLoader.parse(files, "machine.conf").evaluate(ALL, Definitions.none());
    }

    static String render(Configuration configuration) {
        return new DiagnosticRenderer(false).render(configuration.diagnostics());
    }
}
