package dev.jos.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import dev.jos.cli.terminal.Table;
import dev.jos.interfaces.InterfaceChange;
import dev.jos.packages.archive.NearestNames;
import dev.jos.system.InterfaceHistory;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/// `jos interface history`
final class InterfaceHistoryShow implements CliCommand {

    @Override
    public CommandSpec spec() {
        return Syntax.command("history", "List the generations that an interface had in the systems built here.")
                .description("A generation is compatible if it only adds to the one before, and breaking if something"
                        + " is gone. With --changes, every line that was added (+) or is gone (-) is shown.")
                .argument("SONAME", "The name that programs ask for, such as liblzma.so.5.")
                .flag("--changes", "Show what changed each time.")
                .example("jos interface history liblzma.so.5", "List the generations of liblzma.")
                .withJson();
    }

    @Override
    public int run(Invocation invocation) throws IOException, CommandProblem {
        String soname = invocation.argument(0).orElseThrow();
        InterfaceHistory history = Libraries.of(invocation.session()).interfaceHistory();
        List<InterfaceHistory.Entry> all = history.entries();
        List<InterfaceHistory.Entry> of =
                all.stream().filter(each -> each.name().soname().equals(soname)).toList();
        if (of.isEmpty()) {
            List<String> near = NearestNames.among(
                    soname, all.stream().map(each -> each.name().soname()).distinct());
            throw new CommandProblem(
                    ExitCode.NOT_FOUND,
                    "no-such-interface",
                    "No system that was built here has an interface `" + soname + "`.",
                    DidYouMean.or("Run `jos interface list` to see those of the newest generation.", near));
        }
        if (invocation.json()) {
            invocation.console().print(json(of, history));
        } else if (invocation.flag("--changes")) {
            changes(of, history, invocation);
        } else {
            Table table = new Table("number", "generation", "change", "first seen in");
            of.forEach(each -> table.row(
                    Integer.toString(each.number()),
                    each.generation().substring(0, 12),
                    word(each),
                    each.provider() + " " + each.version()));
            table.lines(invocation.console().outputStyle()).forEach(invocation.console()::print);
        }
        return 0;
    }

    private static void changes(List<InterfaceHistory.Entry> of, InterfaceHistory history, Invocation invocation)
            throws IOException {
        String before = "";
        for (InterfaceHistory.Entry each : of) {
            invocation
                    .console()
                    .print(each.number() + ": " + word(each) + ", " + each.provider() + " " + each.version());
            String text = history.text(each.generation());
            if (each.change().isPresent()) {
                InterfaceChange change = InterfaceChange.between(before, text);
                change.removed().forEach(line -> invocation.console().print("- " + line));
                change.added().forEach(line -> invocation.console().print("+ " + line));
            }
            before = text;
        }
    }

    private static JsonArray json(List<InterfaceHistory.Entry> of, InterfaceHistory history) throws IOException {
        JsonArray array = new JsonArray();
        String before = "";
        for (InterfaceHistory.Entry each : of) {
            String text = history.text(each.generation());
            InterfaceChange change = InterfaceChange.between(each.change().isPresent() ? before : text, text);
            JsonObject json = new JsonObject();
            json.addProperty("number", each.number());
            json.addProperty("abi", each.name().abi().name());
            json.addProperty("generation", each.generation());
            json.addProperty("change", word(each));
            json.addProperty("package", each.provider());
            json.addProperty("version", each.version());
            json.add("removed", InterfaceJson.array(change.removed()));
            json.add("added", InterfaceJson.array(change.added()));
            array.add(json);
            before = text;
        }
        return array;
    }

    private static String word(InterfaceHistory.Entry entry) {
        return entry.change().map(kind -> kind.name().toLowerCase(Locale.ROOT)).orElse("first");
    }
}
