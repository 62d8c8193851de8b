package dev.jos.modules.shipped.services;

import dev.jos.config.Data;
import dev.jos.config.EvaluatedConfig;
import dev.jos.modules.formats.ShellWords;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// The files and scripts of the database server.
final class PostgresqlFiles {

    private PostgresqlFiles() {}

    /// postgresql.conf: the last value of a name holds, so the free settings come last.
    static String configuration(EvaluatedConfig config) {
        var lines = new ArrayList<String>();
        line(lines, "data_directory", Data.of(config.get(Postgresql.DATA_DIRECTORY)));
        line(lines, "hba_file", Data.of("/etc/postgresql/jos/pg_hba.conf"));
        line(lines, "unix_socket_directories", Data.of("/run/postgresql"));
        line(lines, "listen_addresses", Data.of(String.join(",", config.get(Postgresql.LISTEN))));
        line(lines, "port", Data.of(config.get(Postgresql.PORT)));
        line(lines, "log_destination", Data.of("stderr"));
        line(lines, "log_timezone", Data.of("UTC"));
        config.get(Postgresql.SETTINGS).entries().forEach((name, value) -> line(lines, name, value));
        return String.join("\n", lines) + "\n";
    }

    private static void line(List<String> lines, String name, Data value) {
        String text = value instanceof Data.Text ? "'" + value.text().replace("'", "''") + "'" : value.text();
        lines.add(name.replace('\n', ' ') + " = " + text.replace('\n', ' '));
    }

    static String authentication(EvaluatedConfig config) {
        return config.get(Postgresql.AUTHENTICATION) + """

                local all all              peer
                host  all all 127.0.0.1/32 scram-sha-256
                host  all all ::1/128      scram-sha-256
                """;
    }

    /// Makes an empty cluster where there is none. An interrupted attempt leaves no `PG_VERSION`, since that is moved
    /// into place last.
    static String initialise(String data) {
        return """
                data=%s
                [ -e "$data/PG_VERSION" ] && exit
                rm -rf "$data.new"
                %sinitdb --pgdata "$data.new" --encoding UTF8 --locale C.UTF-8 --auth peer --auth-host scram-sha-256 --no-instructions
                rmdir "$data" 2>/dev/null || true
                mv -T "$data.new" "$data"
                """.formatted(ShellWords.quoted(data), Postgresql.BIN);
    }

    /// Statements that do nothing when all is as it should be. Passwords reach the server over its socket, never as
    /// arguments, which everybody could see.
    static String setup(EvaluatedConfig config) {
        var script = new StringBuilder(
                """
                export PGPORT=%d PGOPTIONS='-c client_min_messages=warning'
                sql() { /usr/lib/postgresql/17/bin/psql --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 --dbname postgres "$@"; }
                database() { [ -n "$(sql -c "SELECT 1 FROM pg_database WHERE datname = '$1'")" ] || sql -c "CREATE DATABASE \\"$1\\""; }
                role() { [ -n "$(sql -c "SELECT 1 FROM pg_roles WHERE rolname = '$1'")" ] || sql -c "CREATE ROLE \\"$1\\""; sql -c "ALTER ROLE \\"$1\\" $2"; }
                password() {
                    sql --set "secret=$(cat "$CREDENTIALS_DIRECTORY/$1")" --file - <<END
                ALTER ROLE "$1" PASSWORD :'secret';
                END
                }
                """.replace("/usr/lib/postgresql/17/bin/", Postgresql.BIN).formatted(config.get(Postgresql.PORT)));
        var databases = new TreeSet<>(config.get(Postgresql.DATABASES));
        config.get(Postgresql.ROLES).values().forEach(role -> databases.addAll(role.get(Postgresql.OWNS)));
        databases.forEach(name -> script.append("database ").append(name).append('\n'));
        config.get(Postgresql.ROLES).forEach((name, role) -> {
            script.append("role %s '%s'\n".formatted(name, attributes(role)));
            role.get(Postgresql.PASSWORD_FILE).ifPresent(any -> script.append("password %s\n".formatted(name)));
            new TreeSet<>(role.get(Postgresql.OWNS))
                    .forEach(database -> script.append(
                            "sql -c 'ALTER DATABASE \"%s\" OWNER TO \"%s\"'\n".formatted(database, name)));
        });
        return script.toString();
    }

    private static String attributes(EvaluatedConfig role) {
        return String.join(
                " ",
                role.get(Postgresql.LOGIN) ? "LOGIN" : "NOLOGIN",
                role.get(Postgresql.SUPERUSER) ? "SUPERUSER" : "NOSUPERUSER",
                role.get(Postgresql.CREATE_DATABASES) ? "CREATEDB" : "NOCREATEDB");
    }
}
