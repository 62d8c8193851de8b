package dev.jos.modules.shipped.users;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.SecretReference;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.formats.ShellWords;
import dev.jos.modules.units.Unit;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/// Passwords that are files on the machine: a service puts them into `/etc/shadow` before anybody may log in.
final class PasswordFiles {

    private PasswordFiles() {}

    static void contribute(Collection<EvaluatedConfig> users, SystemDefinition system) {
        var files = new TreeMap<String, SecretReference>();
        for (var user : users) {
            user.get(Users.PASSWORD_FILE).ifPresent(file -> {
                files.put(user.name(), file);
                onePassword(user, system);
            });
        }
        if (!files.isEmpty()) {
            system.unit(Unit.service("user-passwords")
                    .description("Passwords of users")
                    .before("systemd-user-sessions.service")
                    .set("Type", "oneshot")
                    .set("RemainAfterExit", "yes")
                    .set("ExecStart", system.script("user-passwords", script(files)))
                    .wantedBy("multi-user.target"));
        }
    }

    private static void onePassword(EvaluatedConfig user, SystemDefinition system) {
        if (user.get(Users.PASSWORD).isPresent()) {
            system.problem(user.error(
                            Users.PASSWORD_FILE,
                            "The user `%s` has a `hashedPassword` and a `hashedPasswordFile`.".formatted(user.name()),
                            "both say what the password is")
                    .hint("Remove one of the two."));
        }
    }

    /// An empty hash would let everybody in, so what does not look like one is refused. What did not change is left
    /// alone, and with it the file.
    private static String script(SortedMap<String, SecretReference> files) {
        var script = new StringBuilder("""
                status=0
                password() {
                    new=$(head -n 1 -- "$2") || new=
                    case $new in
                    '$'*'$'*) ;;
                    *)
                        echo "$2, the password of $1, has no hash of crypt(5) in its first line." >&2
                        status=1
                        return
                        ;;
                    esac
                    old=$(getent shadow "$1" | cut -d : -f 2)
                    [ "$new" = "$old" ] || chpasswd --encrypted <<END || status=1
                $1:$new
                END
                }
                """);
        files.forEach((user, file) ->
                script.append("password %s %s\n".formatted(ShellWords.quoted(user), ShellWords.quoted(file.path()))));
        return script.append("exit $status\n").toString();
    }
}
