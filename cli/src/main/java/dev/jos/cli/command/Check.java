package dev.jos.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ErrorMessage;
import dev.jos.cli.error.ErrorRenderer;
import dev.jos.cli.terminal.Amounts;
import picocli.CommandLine.Model.CommandSpec;

/// `jos check`
final class Check implements CliCommand {

    @Override
    public CommandSpec spec() {
        return Syntax.command("check", "Check a configuration, and build nothing.")
                .description(
                        "Reports every unknown option, wrong type and conflict at once, each with its place. Exits with"
                                + " status 3 if there are errors.")
                .optionalArgument(MachinePath.LABEL, MachinePath.DESCRIPTION)
                .example("jos check machine.conf", "Check machine.conf and everything it imports.")
                .withJson();
    }

    @Override
    public int run(Invocation invocation) throws CommandProblem {
        MachineFile file = MachineFile.load(invocation, MachinePath.only(invocation));
        if (invocation.json()) {
            JsonObject json = new JsonObject();
            json.add("errors", new JsonArray());
            JsonArray warnings = new JsonArray();
            file.machine().diagnostics().forEach(each -> warnings.add(ErrorRenderer.json(ErrorMessage.of(each))));
            json.add("warnings", warnings);
            JsonArray files = new JsonArray();
            file.machine().configuration().files().forEach(files::add);
            json.add("files", files);
            invocation.console().print(json);
        } else {
            int count = file.machine().configuration().files().size();
            invocation
                    .console()
                    .print("`" + file.path().written() + "` is right (" + Amounts.count(count, "file") + ").");
        }
        return 0;
    }
}
