package dev.jos.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.terminal.Amounts;
import dev.jos.cli.terminal.Console;
import dev.jos.interfaces.Binding;
import dev.jos.interfaces.InterfaceUsers;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/// `jos interface show`
final class InterfaceShow implements CliCommand {

    private static final String USERS = "--users";

    @Override
    public CommandSpec spec() {
        return Syntax.command("show", "Show what a library offers, and who uses what of it.")
                .description(
                        "Prints the canonical text of the interface: versions, functions, and data with their sizes."
                                + " Two libraries with the same text can stand in for each other.")
                .argument("SONAME", "The name that programs ask for, such as liblzma.so.5.")
                .flag(USERS, "Show the packages that use it, with the symbols they take, instead.")
                .option(BoundGeneration.OPTION, "NUMBER", BoundGeneration.DESCRIPTION)
                .option(Profiles.OPTION, "NAME", Profiles.DESCRIPTION)
                .example("jos interface show liblzma.so.5", "Show what liblzma offers.")
                .example("jos interface show liblzma.so.5 --users", "Show who uses which symbols of it.")
                .withJson();
    }

    @Override
    public int run(Invocation invocation) throws IOException, CommandProblem {
        String soname = invocation.argument(0).orElseThrow();
        BoundGeneration bound = BoundGeneration.choose(invocation);
        Binding binding = bound.binding(soname);
        InterfaceUsers users = bound.users(binding);
        if (invocation.json()) {
            invocation.console().print(json(bound, binding, users));
        } else if (invocation.flag(USERS)) {
            print(users, invocation.console());
        } else {
            invocation.console().print("# " + binding.provider() + ": /" + binding.path());
            invocation.console().print("# generation " + binding.generation());
            bound.text(binding).lines().forEach(invocation.console()::print);
        }
        return 0;
    }

    private static void print(InterfaceUsers users, Console console) {
        users.symbols().forEach((name, symbols) -> {
            console.print(name + ": " + Amounts.count(symbols.size(), "symbol"));
            symbols.forEach(symbol -> console.print("  " + symbol));
        });
    }

    private static JsonObject json(BoundGeneration bound, Binding binding, InterfaceUsers users) throws IOException {
        JsonObject json = InterfaceJson.of(binding);
        json.add("lines", InterfaceJson.array(bound.text(binding).lines().toList()));
        JsonArray all = new JsonArray();
        users.symbols().forEach((name, symbols) -> {
            JsonObject user = new JsonObject();
            user.addProperty("package", name);
            user.add("symbols", InterfaceJson.array(symbols));
            all.add(user);
        });
        json.add("users", all);
        return json;
    }
}
