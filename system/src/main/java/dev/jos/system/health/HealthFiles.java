package dev.jos.system.health;

import dev.jos.modules.HealthCheck;
import dev.jos.modules.HealthCheck.Probe;
import dev.jos.modules.formats.ShellWords;
import dev.jos.store.Attributes;
import dev.jos.system.etc.Additions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// Writes the health checks of a system: one program each, which succeeds or prints why not, and
/// `/usr/lib/jos/health`, which runs all of them. See `docs/reference/health-checks.md`.
public final class HealthFiles {

    private static final String DIRECTORY = "usr/lib/jos/";
    private static final Attributes PROGRAM = Attributes.of(0755);

    private HealthFiles() {}

    /// Writes the programs, also when there is nothing to check.
    public static void write(Collection<HealthCheck> checks, Additions additions) throws IOException {
        for (String name : List.of("health", "health-check")) {
            additions.file(DIRECTORY + name, resource(name), PROGRAM);
        }
        for (HealthCheck check : checks) {
            additions.file(
                    DIRECTORY + "health.d/" + check.name(), script(check).getBytes(StandardCharsets.UTF_8), PROGRAM);
        }
    }

    /// The second line says what the check is about.
    static String script(HealthCheck check) {
        return "#!/bin/sh\n# %s\nexec \"${0%%/*}/../health-check\" %d %s\n"
                .formatted(check.description(), seconds(check), ShellWords.joined(words(check.probe())));
    }

    /// How long a check may take, in whole seconds and at least one.
    public static long seconds(HealthCheck check) {
        return check.within().plusMillis(999).toSeconds();
    }

    private static List<String> words(Probe probe) {
        return switch (probe) {
            case Probe.UnitActive(String unit) -> List.of("unit", unit);
            case Probe.UnitStarted(String unit) -> List.of("started", unit);
            case Probe.TcpAnswers(String host, int port) -> List.of("tcp", host, Integer.toString(port));
            case Probe.SocketListens(String path) -> List.of("socket", path);
            case Probe.CommandSucceeds(List<String> command) ->
                Stream.concat(Stream.of("command"), command.stream()).toList();
        };
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = HealthFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("jos lacks its own file `" + name + "`");
            }
            return in.readAllBytes();
        }
    }
}
