package dev.jos.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.jos.activator.Generation;
import dev.jos.activator.Generations;
import dev.jos.cli.terminal.Console;
import dev.jos.cli.terminal.Table;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/// `jos generations list`
final class GenerationsList implements CliCommand {

    private static final int SHORT_ID = 12;

    @Override
    public CommandSpec spec() {
        return Syntax.command("list", "List the generations of all machines, the oldest first.")
                .option(Profiles.OPTION, "NAME", "Only those of this machine.")
                .example("jos generations list", "Show number, system, time and configuration of each.")
                .example("jos generations list --profile web --json", "The same of one machine, for programs.")
                .withJson();
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        Session session = invocation.session();
        List<Generation> all = new ArrayList<>();
        for (String profile : Generations.profiles(session.root())) {
            if (invocation.value(Profiles.OPTION).orElse(profile).equals(profile)) {
                all.addAll(new Generations(session.root(), profile, session.files()).list());
            }
        }
        Function<Generation, List<String>> marks = marks(all, session);
        if (invocation.json()) {
            invocation.console().print(json(all, marks));
        } else {
            print(all, marks, invocation.console());
        }
        return 0;
    }

    /// Only generations of an installed machine can have marks; for others, nothing is looked up.
    private static Function<Generation, List<String>> marks(List<Generation> all, Session session) throws IOException {
        return all.stream().anyMatch(each -> each.profile().equals(Profiles.INSTALLED))
                ? GenerationMarks.of(session)::of
                : _ -> List.of();
    }

    private static void print(List<Generation> all, Function<Generation, List<String>> marks, Console console) {
        if (all.isEmpty()) {
            console.note("There are no generations yet. `jos build CONFIG` makes one.");
            return;
        }
        boolean marked = all.stream().anyMatch(each -> !marks.apply(each).isEmpty());
        Table table = marked
                ? new Table("machine", "number", "system", "created", "marks", "configuration")
                : new Table("machine", "number", "system", "created", "configuration");
        for (Generation each : all) {
            String time = each.created()
                    .atOffset(localOffset(each.created()))
                    .toLocalDateTime()
                    .truncatedTo(ChronoUnit.SECONDS)
                    .toString()
                    .replace('T', ' ');
            String system = each.system().toString().substring(0, SHORT_ID);
            List<String> row = new ArrayList<>(List.of(each.profile(), Integer.toString(each.number()), system, time));
            if (marked) {
                row.add(String.join(", ", marks.apply(each)));
            }
            row.add(each.configuration());
            table.row(row.toArray(String[]::new));
        }
        table.lines(console.outputStyle()).forEach(console::print);
    }

    /// How far this machine's time is from UTC. [java.time.ZoneId] knows too, but first looks for rules in every jar.
    private static ZoneOffset localOffset(Instant time) {
        long milliseconds = TimeZone.getDefault().getOffset(time.toEpochMilli());
        return ZoneOffset.ofTotalSeconds((int) Duration.ofMillis(milliseconds).toSeconds());
    }

    private static JsonArray json(List<Generation> all, Function<Generation, List<String>> marks) {
        JsonArray array = new JsonArray();
        for (Generation each : all) {
            JsonObject json = json(each);
            json.add("marks", PlanJson.strings(marks.apply(each)));
            array.add(json);
        }
        return array;
    }

    static JsonObject json(Generation generation) {
        JsonObject json = new JsonObject();
        json.addProperty("profile", generation.profile());
        json.addProperty("number", generation.number());
        json.addProperty("system", generation.system().toString());
        json.addProperty("created", generation.created().toString());
        json.addProperty("configuration", generation.configuration());
        return json;
    }
}
