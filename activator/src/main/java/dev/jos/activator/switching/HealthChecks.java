package dev.jos.activator.switching;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.jos.host.Command;
import dev.jos.host.CommandFailed;
import dev.jos.host.CommandTimedOut;
import dev.jos.host.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Asks the health checks of the system that runs; see `docs/reference/health-checks.md`.
final class HealthChecks {

    /// No check may take as long.
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private static final Duration GLANCE = Duration.ofSeconds(3);
    private static final int UNHEALTHY = 1;

    private final Path program;
    private final Path checks;
    private final ProcessRunner processes;

    HealthChecks(Path program, ProcessRunner processes) {
        this.program = program;
        this.checks = program.resolveSibling("health.d");
        this.processes = processes;
    }

    /// The names of those that do not succeed at once.
    Set<String> illNow() throws IOException {
        try {
            return names(ask(Command.of(program.toString(), "--json")
                    .env("JOS_HEALTH_SECONDS", "1")
                    .timeout(GLANCE)));
        } catch (CommandTimedOut _) {
            return Set.of();
        }
    }

    private static Set<String> names(List<SwitchProblem.Unhealthy> problems) {
        Set<String> names = new TreeSet<>();
        problems.forEach(each -> names.add(each.check()));
        return names;
    }

    /// Those that do not succeed within their time.
    ///
    /// @param except the names of those not to ask
    List<SwitchProblem.Unhealthy> problems(Set<String> except) throws IOException {
        List<String> names = new ArrayList<>();
        if (Files.isDirectory(checks)) {
            try (Stream<Path> all = Files.list(checks)) {
                all.map(path -> path.getFileName().toString())
                        .filter(name -> !except.contains(name))
                        .sorted()
                        .forEach(names::add);
            }
        }
        return names.isEmpty()
                ? List.of()
                : ask(Command.of(program.toString(), "--json")
                        .with(names.toArray(String[]::new))
                        .timeout(LIMIT));
    }

    private List<SwitchProblem.Unhealthy> ask(Command command) throws IOException {
        if (!Files.isExecutable(program)) {
            return List.of();
        }
        String answer;
        try {
            answer = processes.run(command).text();
        } catch (CommandFailed e) {
            if (e.result().status() != UNHEALTHY) {
                throw e;
            }
            answer = e.result().text();
        }
        try {
            return problems(JsonParser.parseString(answer).getAsJsonObject().getAsJsonArray("checks"));
        } catch (JsonParseException | IllegalStateException | NullPointerException e) {
            throw new IOException("`" + program + " --json` gave no answer that can be read", e);
        }
    }

    private static List<SwitchProblem.Unhealthy> problems(JsonArray checks) {
        List<SwitchProblem.Unhealthy> problems = new ArrayList<>();
        for (JsonElement each : checks) {
            JsonObject check = each.getAsJsonObject();
            if (!check.get("healthy").getAsBoolean()) {
                String reason = check.has("reason") ? check.get("reason").getAsString() : "";
                problems.add(new SwitchProblem.Unhealthy(check.get("name").getAsString(), reason));
            }
        }
        return problems;
    }
}
