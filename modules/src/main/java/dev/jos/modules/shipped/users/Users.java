package dev.jos.modules.shipped.users;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.integer;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.mapOf;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.packageName;
import static dev.jos.config.Types.path;
import static dev.jos.config.Types.secret;
import static dev.jos.config.Types.set;
import static dev.jos.config.Types.submodule;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.config.OptionType;
import dev.jos.config.SecretReference;
import dev.jos.modules.GroupAccount;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.Problem;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.UserAccount;
import dev.jos.modules.shipped.base.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;

/// Who may use the machine.
public final class Users implements SystemModule {

    /// The package that brings a login shell other than those of every machine.
    private static final Map<String, String> SHELLS = Map.of(
            "/bin/zsh", "zsh", "/usr/bin/zsh", "zsh", "/usr/bin/fish", "fish", "/bin/fish", "fish", "/bin/ksh", "ksh");

    static final Option<Boolean> NORMAL = option(
                    "normal",
                    bool(),
                    "Whether this is a person, with a home directory and a shell, and not an account for a service.")
            .defaultsTo(false)
            .inNixos("isNormalUser");

    static final Option<Optional<Integer>> UID = option(
                    "uid",
                    nullable(integer(0, 65533)),
                    "The numeric id. Without one, a free one is chosen once and kept in the lock file.")
            .defaultsTo(Optional.empty())
            .example("1000");

    static final Option<String> GROUP = option("group", Words.accountName(), "The primary group.")
            .defaultsTo(EvaluatedConfig::name, "a group with the name of the user");

    static final Option<Set<String>> GROUPS = option("groups", set(Words.accountName()), "Further groups.")
            .defaultsTo(Set.of())
            .example("[sudo]")
            .inNixos("extraGroups");

    static final Option<String> HOME = option("home", path(), "The home directory.")
            .defaultsTo(Users::home, "`/home/<name>` for a person, `/root` for root, else `/nonexistent`");

    static final Option<Boolean> CREATE_HOME = option(
                    "createHome", bool(), "Whether the home directory is made, of `/etc/skel`, where there is none.")
            .defaultsTo(user -> user.get(NORMAL), "whether it is a person");

    static final Option<String> HOME_MODE = option(
                    "homeMode", Words.mode("`0700`"), "The permissions that the home directory has when it is made.")
            .defaultsTo("0700")
            .example("0750");

    static final Option<String> SHELL = option("shell", path(), "The login shell.")
            .defaultsTo(
                    user -> isPerson(user) ? "/bin/bash" : "/usr/sbin/nologin",
                    "`/bin/bash` for a person, else `/usr/sbin/nologin`")
            .example("/usr/bin/zsh");

    static final Option<Optional<String>> PASSWORD = option(
                    "hashedPassword",
                    nullable(matching("a hash as `mkpasswd` or `openssl passwd -6` prints it, `$6$…`", Users::isHash)),
                    "The password, as a hash of crypt(5). Without one, no password logs in. The hash can be read by whoever can read the configuration.")
            .defaultsTo(Optional.empty())
            .example("\"$y$j9T$…\"");

    static final Option<Optional<SecretReference>> PASSWORD_FILE = option(
                    "hashedPasswordFile",
                    nullable(secret()),
                    "A file on the machine whose first line is the password, as a hash of crypt(5). It is read at boot, before anybody logs in.")
            .defaultsTo(Optional.empty())
            .example("/var/lib/secrets/alice");

    static final Option<List<String>> KEYS = option(
                    "authorizedKeys",
                    list(sshKey()),
                    "Public keys that log in by SSH, one line of `authorized_keys` each.")
            .defaultsTo(List.of())
            .example("[\"ssh-ed25519 AAAA… alice@laptop\"]")
            .inNixos("openssh.authorizedKeys.keys");

    static final Option<String> DESCRIPTION = option(
                    "description",
                    matching("text without `:`", text -> text.indexOf(':') < 0 && text.indexOf('\n') < 0),
                    "The full name, or what the account is for.")
            .defaultsTo("");

    static final Option<Set<String>> PACKAGES = option(
                    "packages",
                    set(packageName()),
                    "Packages that the user needs. They are there for everybody, like all others.")
            .defaultsTo(Set.of())
            .example("[htop]");

    static final Option<Boolean> LINGER = option(
                    "linger",
                    bool(),
                    "Whether the user's own services run from the boot on, and not only while somebody is logged in.")
            .defaultsTo(false);

    private static final Option<?>[] OPTIONS = {
        NORMAL,
        UID,
        GROUP,
        GROUPS,
        HOME,
        CREATE_HOME,
        HOME_MODE,
        SHELL,
        PASSWORD,
        PASSWORD_FILE,
        KEYS,
        DESCRIPTION,
        PACKAGES,
        LINGER
    };

    public static final Option<SortedMap<String, EvaluatedConfig>> USERS = option(
                    "users.users",
                    mapOf("name", submodule(OPTIONS))
                            .withKeys("a name of letters, digits, `-`, `_` and `.`", Words::isAccount),
                    "The users of the machine; `root` is always there.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ alice { normal = true, groups = [sudo] } }");

    static final Option<Optional<Integer>> GID = option(
                    "gid",
                    nullable(integer(0, 65533)),
                    "The numeric id. Without one, a free one is chosen once and kept in the lock file.")
            .defaultsTo(Optional.empty());

    static final Option<Boolean> SYSTEM =
            option("system", bool(), "Whether the id is to be below 1000.").defaultsTo(true);

    static final Option<Set<String>> MEMBERS = option(
                    "members", set(Words.accountName()), "Users in the group, besides those who name it themselves.")
            .defaultsTo(Set.of());

    public static final Option<SortedMap<String, EvaluatedConfig>> GROUP_ACCOUNTS = option(
                    "users.groups",
                    mapOf("name", submodule(GID, SYSTEM, MEMBERS))
                            .withKeys("a name of letters, digits, `-`, `_` and `.`", Words::isAccount),
                    "Groups of the machine. A group that a user names need not be listed here.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ family.members = [alice] }");

    /// The public keys with which an entry of [#USERS] may log in.
    public static List<String> authorizedKeys(EvaluatedConfig user) {
        return user.get(KEYS);
    }

    @Override
    public List<Option<?>> options() {
        return List.of(USERS, GROUP_ACCOUNTS);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        config.get(USERS).forEach((name, user) -> {
            var account = account(name, user);
            system.user(account);
            String shell = SHELLS.get(account.shell());
            if (shell != null) {
                system.installPackage(shell);
            }
            user.get(PACKAGES).forEach(system::installPackage);
            if (user.get(LINGER)) {
                system.tmpfiles("f /var/lib/systemd/linger/%s 0644 root root -".formatted(name));
            }
        });
        PasswordFiles.contribute(config.get(USERS).values(), system);
        config.get(GROUP_ACCOUNTS)
                .forEach((name, group) -> system.group(new GroupAccount(
                        name, id(group.get(GID)), group.get(SYSTEM), new ArrayList<>(group.get(MEMBERS)))));
        if (!config.get(USERS).containsKey("root")) {
            system.user(root());
        }
        sameIds(config, system);
        healthCheck(
                "users", "passwd", "the declared users exist", config.get(USERS).keySet(), system);
        healthCheck(
                "groups",
                "group",
                "the declared groups exist",
                config.get(GROUP_ACCOUNTS).keySet(),
                system);
    }

    private static void healthCheck(
            String name, String database, String description, Set<String> names, SystemDefinition system) {
        if (!names.isEmpty()) {
            var command = new ArrayList<>(List.of("/usr/bin/getent", database));
            command.addAll(names);
            system.healthCheck(
                    HealthCheck.succeeds(name, command.toArray(String[]::new)).describedAs(description));
        }
    }

    private static UserAccount account(String name, EvaluatedConfig user) {
        boolean root = name.equals("root");
        return new UserAccount(
                name,
                root ? OptionalInt.of(0) : id(user.get(UID)),
                user.get(GROUP),
                List.copyOf(new ArrayList<>(user.get(GROUPS))),
                user.get(NORMAL),
                user.get(DESCRIPTION),
                user.get(HOME),
                user.get(CREATE_HOME) ? OptionalInt.of(Integer.parseInt(user.get(HOME_MODE), 8)) : OptionalInt.empty(),
                user.get(SHELL),
                user.get(PASSWORD),
                user.get(KEYS));
    }

    private static UserAccount root() {
        return new UserAccount(
                "root",
                OptionalInt.of(0),
                "root",
                List.of(),
                false,
                "root",
                "/root",
                OptionalInt.empty(),
                "/bin/bash",
                Optional.empty(),
                List.of());
    }

    private static void sameIds(EvaluatedConfig config, SystemDefinition system) {
        var byId = new HashMap<Integer, EvaluatedConfig>();
        for (var user : config.get(USERS).values()) {
            user.get(UID).ifPresent(id -> {
                var other = byId.putIfAbsent(id, user);
                if (other != null) {
                    system.problem(Problem.error("The users `%s` and `%s` have the same id, `%d`."
                                    .formatted(other.name(), user.name(), id))
                            .about(user, UID, "`%d` here".formatted(id))
                            .about(other, UID, "`%d` here".formatted(id))
                            .hint("Remove one of the two ids to have one chosen."));
                }
            });
        }
    }

    private static OptionalInt id(Optional<Integer> id) {
        return id.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    private static boolean isPerson(EvaluatedConfig user) {
        return user.get(NORMAL) || user.name().equals("root");
    }

    private static String home(EvaluatedConfig user) {
        if (user.name().equals("root")) {
            return "/root";
        }
        return user.get(NORMAL) ? "/home/" + user.name() : "/nonexistent";
    }

    private static boolean isHash(String text) {
        boolean locked = text.equals("!") || text.equals("*");
        boolean crypt = text.startsWith("$") && text.indexOf('$', 1) > 0 && text.length() > 12;
        return locked || (crypt && text.chars().noneMatch(c -> c <= ' ' || c == ':' || c > 126));
    }

    /// A line of `authorized_keys`.
    public static OptionType<String> sshKey() {
        return matching(
                "a public key, such as `ssh-ed25519 AAAA… name`",
                text -> text.indexOf('\n') < 0
                        && (text.contains("ssh-") || text.contains("ecdsa-") || text.startsWith("sk-"))
                        && text.contains(" AAAA"));
    }
}
