package dev.jos.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.terminal.Console;
import dev.jos.cli.terminal.Style;
import dev.jos.host.Command;
import dev.jos.host.CommandFailed;
import dev.jos.host.ProcessRunner;
import dev.jos.store.Node;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import dev.jos.store.Symlink;
import dev.jos.store.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;

/// `jos etc diff`
final class EtcDiff implements CliCommand {

    private static final String NAMES = "--name-only";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /// What diff(1) ends with if the files differ.
    private static final int DIFFER = 1;

    @Override
    public CommandSpec spec() {
        return Syntax.command("diff", "Show how /etc was edited on this machine.")
                .description(
                        "Compares what lies in the writable layer over /etc with what the running system ships: such"
                                + " files stay as they were edited when the machine is switched. What an ordinary user"
                                + " may not read is named only.")
                .arguments("PATH", "Only what is at or below these paths, such as /etc/ssh.")
                .flag(NAMES, "Only list the paths: A added, M changed, D removed, ? not readable.")
                .example("jos etc diff", "Show all edits.")
                .example("jos etc diff /etc/ssh --name-only", "List what was edited there.")
                .withJson();
    }

    @Override
    public int run(Invocation invocation) throws IOException, CommandProblem {
        LiveSession machine = new LiveSession(invocation.session());
        Tree tree = machine.side(machine.running()).tree();
        List<String> wanted = invocation.positionals().stream()
                .map(each ->
                        Path.of("/").relativize(Path.of("/etc").resolve(each).normalize()))
                .map(Path::toString)
                .toList();
        List<EtcEdit> edits = new ArrayList<>();
        for (String path : new TreeSet<>(machine.systems().localEdits())) {
            if (wanted.isEmpty() || wanted.stream().anyMatch(each -> isWithin(path, each))) {
                EtcEdit.of(path, tree.node(path), machine.layout().localEdit(path))
                        .ifPresent(edits::add);
            }
        }
        if (invocation.json()) {
            invocation.console().print(json(edits));
            return 0;
        }
        if (edits.isEmpty()) {
            invocation.console().print("Nothing in /etc was edited on this machine.");
        }
        for (EtcEdit each : edits) {
            if (invocation.flag(NAMES)) {
                invocation.console().print(letter(each) + " /" + each.path());
            } else {
                print(each, machine.store(), invocation.session().machine().processes(), invocation.console());
            }
        }
        return 0;
    }

    private static boolean isWithin(String path, String directory) {
        return path.equals(directory) || path.startsWith(directory + "/");
    }

    private static String letter(EtcEdit edit) {
        return switch (edit.kind()) {
            case ADDED -> "A";
            case REMOVED -> "D";
            case CHANGED -> "M";
            case UNREADABLE -> "?";
        };
    }

    private static void print(EtcEdit edit, Store store, ProcessRunner processes, Console console) throws IOException {
        Style style = console.outputStyle();
        String word = edit.kind().name().toLowerCase(Locale.ROOT);
        String details = edit.details().isEmpty() ? "" : " (" + String.join(", ", edit.details()) + ")";
        console.print(style.bold(word + " /" + edit.path()) + details);
        // Of all others there is nothing to compare.
        if (edit.kind() == EtcEdit.Kind.CHANGED) {
            content(edit, store, processes).forEach(line -> console.print(coloured(line, style)));
        }
    }

    private static List<String> content(EtcEdit edit, Store store, ProcessRunner processes) throws IOException {
        Node shipped = edit.shipped().orElseThrow();
        if (shipped instanceof RegularFile file && Files.isRegularFile(edit.local(), LinkOption.NOFOLLOW_LINKS)) {
            return lines(edit, store.path(file.content()), processes);
        }
        return shipped instanceof Symlink link && Files.isSymbolicLink(edit.local())
                ? List.of("-" + link.target(), "+" + Files.readSymbolicLink(edit.local()))
                : List.of("It is another kind of file.");
    }

    private static List<String> lines(EtcEdit edit, Path shipped, ProcessRunner processes) throws IOException {
        Command diff = Command.of("diff", "-u")
                .with("--label=shipped /" + edit.path(), "--label=local /" + edit.path(), "--")
                .with(shipped.toString(), edit.local().toString())
                .timeout(LIMIT);
        try {
            processes.run(diff);
            return List.of();
        } catch (CommandFailed differing) {
            if (differing.result().status() != DIFFER) {
                throw differing;
            }
            return differing.result().text().lines().toList();
        }
    }

    private static String coloured(String line, Style style) {
        return line.startsWith("-") ? style.red(line) : line.startsWith("+") ? style.green(line) : line;
    }

    private static JsonArray json(List<EtcEdit> edits) {
        JsonArray array = new JsonArray();
        for (EtcEdit each : edits) {
            JsonObject json = new JsonObject();
            json.addProperty("path", "/" + each.path());
            json.addProperty("kind", each.kind().name().toLowerCase(Locale.ROOT));
            json.add("details", PlanJson.strings(each.details()));
            array.add(json);
        }
        return array;
    }
}
