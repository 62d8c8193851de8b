package dev.jos.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.jos.activator.Generations;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.terminal.Amounts;
import dev.jos.system.SystemId;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;

/// `jos generations delete`
final class GenerationsDelete implements CliCommand {

    @Override
    public CommandSpec spec() {
        return Syntax.command("delete", "Forget generations.")
                .description("What only they needed stays in the store until `jos store gc` frees it. The newest"
                        + " generation, and one that is running, cannot be deleted.")
                .someArguments("NUMBER", "Which ones.")
                .option(Profiles.OPTION, "NAME", Profiles.DESCRIPTION)
                .example("jos generations delete 1 2", "Forget the first two generations.")
                .withJson();
    }

    @Override
    public int run(Invocation invocation) throws IOException, CommandProblem {
        Set<Integer> numbers = new TreeSet<>();
        for (String written : invocation.positionals()) {
            numbers.add(Profiles.number(written));
        }
        Generations generations = Profiles.choose(invocation);
        LiveSession machine = new LiveSession(invocation.session());
        Set<SystemId> inUse = new HashSet<>(machine.systems().ids());
        // A switch that is under way may have to go back.
        machine.journal().read().ifPresent(intent -> inUse.addAll(List.of(intent.from(), intent.to())));
        generations.delete(numbers, inUse);
        if (invocation.json()) {
            JsonArray deleted = new JsonArray();
            numbers.forEach(deleted::add);
            JsonObject json = new JsonObject();
            json.add("deleted", deleted);
            invocation.console().print(json);
        } else {
            invocation
                    .console()
                    .print("Deleted " + Amounts.count(numbers.size(), "generation")
                            + ". Run `jos store gc` to free their space.");
        }
        return 0;
    }
}
