package dev.jos.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ErrorMessage;
import dev.jos.cli.error.ExitCode;
import dev.jos.config.ConfigurationLoader;
import dev.jos.config.DiskFiles;
import dev.jos.config.SyntaxException;
import dev.jos.config.format.HoconFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/// `jos fmt`
final class Fmt implements CliCommand {

    private static final String CHECK = "--check";

    /// What there is to do, decided before any file is touched.
    ///
    /// @param changed the new texts, by the file as its user named it
    private record Plan(int files, Map<String, String> changed, List<ErrorMessage> errors) {}

    @Override
    public CommandSpec spec() {
        return Syntax.command("fmt", "Lay out configuration files in the one style there is.")
                .description(
                        "Comments, the order of everything and what it means stay: two spaces for each level, a line for"
                                + " each field, `name = value` and `name { … }`. What was written on one line stays there"
                                + " as long as it fits. A file that is not valid HOCON is left alone, and shown.",
                        "With --check no file is changed, and the exit status is 1 if one would be.")
                .arguments(
                        "FILE",
                        "A file, or a directory with a machine.conf, which is formatted with all that it imports; by"
                                + " default the current directory.")
                .flag(CHECK, "Name the files that are not formatted, and change none.")
                .example("jos fmt", "Format ./machine.conf and what it imports.")
                .example("jos fmt --check machine.conf web.conf", "Say which of the two are not formatted.")
                .withJson();
    }

    @Override
    public int run(Invocation invocation) throws IOException, CommandProblem {
        boolean check = invocation.flag(CHECK);
        Session session = invocation.session();
        Plan plan = plan(session, files(invocation));
        if (!check) {
            for (Map.Entry<String, String> each : plan.changed().entrySet()) {
                session.files()
                        .rewrite(session.path(each.getKey()), each.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        print(invocation, plan, check);
        if (!plan.errors().isEmpty()) {
            throw new CommandProblem(ExitCode.CONFIGURATION, plan.errors());
        }
        return check && !plan.changed().isEmpty() ? ExitCode.FAILURE.status() : ExitCode.OK.status();
    }

    private static List<String> files(Invocation invocation) throws CommandProblem {
        Session session = invocation.session();
        List<String> files = new ArrayList<>();
        for (String name : invocation.positionals()) {
            if (Files.isDirectory(session.path(name))) {
                files.addAll(imported(MachinePath.named(session, name)));
            } else {
                files.add(MachinePath.named(session, name).written().toString());
            }
        }
        return invocation.positionals().isEmpty() ? imported(MachinePath.here(session)) : files;
    }

    /// The file and everything that it imports; what cannot be found is no matter of layout.
    private static List<String> imported(MachinePath path) {
        DiskFiles beside = path.beside();
        return ConfigurationLoader.parse(beside, path.name()).paths().stream()
                .filter(each -> Files.isRegularFile(beside.resolve(each)))
                .map(beside::shownAs)
                .toList();
    }

    private static Plan plan(Session session, List<String> files) throws IOException {
        Map<String, String> changed = new LinkedHashMap<>();
        List<ErrorMessage> errors = new ArrayList<>();
        for (String file : files) {
            Path path = session.path(file);
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(Files.readAllBytes(path)))
                        .toString();
                String formatted = HoconFormat.format(file, text);
                if (!formatted.equals(text)) {
                    changed.put(file, formatted);
                }
            } catch (SyntaxException e) {
                errors.add(ErrorMessage.of(e.diagnostic()));
            } catch (CharacterCodingException e) {
                errors.add(ErrorMessage.of(
                        "configuration", "`" + file + "` is not UTF-8.", "Save it as UTF-8, without other bytes."));
            }
        }
        return new Plan(files.size(), changed, errors);
    }

    private static void print(Invocation invocation, Plan plan, boolean check) {
        if (invocation.json()) {
            if (plan.errors().isEmpty()) {
                JsonArray changed = new JsonArray();
                plan.changed().keySet().forEach(changed::add);
                JsonObject json = new JsonObject();
                json.addProperty("files", plan.files());
                json.add(check ? "unformatted" : "formatted", changed);
                invocation.console().print(json);
            }
            return;
        }
        plan.changed().keySet().forEach(file -> invocation
                .console()
                .print((check ? "Not formatted: " : "Formatted ") + "`" + file + "`" + (check ? "" : ".")));
    }
}
