package dev.jos.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import dev.jos.cli.terminal.Console;
import dev.jos.cli.terminal.Table;
import dev.jos.config.ConfigurationSchema;
import dev.jos.config.Option;
import dev.jos.config.OptionCatalog;
import dev.jos.modules.SystemModule;
import dev.jos.modules.shipped.ShippedModules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `jos options`
final class Options implements CliCommand {

    private static final String SCHEMA = "--schema";
    private static final String LONG = "--long";
    private static final String CONFIG = "--config";

    @Override
    public CommandSpec spec() {
        return Syntax.command("options", "Find and explain the options that a configuration can set.")
                .description(
                        "The name of an option prints all there is to say about it, and the options below it; that of a"
                                + " group, such as services.nginx, lists the group. Anything else is a search: options that"
                                + " have all the words in their names or descriptions, the best first.")
                .arguments("QUERY", "The name of an option or group, or words to look for; by default all options.")
                .flag(LONG, "Print all there is to say about every option.")
                .flag(SCHEMA, "Print a JSON Schema of a whole configuration, for editors.")
                .option(CONFIG, "CONFIG", "Take in the modules of this configuration.")
                .example("jos options services.openssh.ports", "Explain one option.")
                .example("jos options firewall port", "Look for options about ports of the firewall.")
                .example("jos options --schema > jos.schema.json", "Write a schema for an editor.")
                .withJson();
    }

    @Override
    public int run(Invocation invocation) throws CommandProblem {
        List<SystemModule> modules = modules(invocation);
        Console console = invocation.console();
        if (invocation.flag(SCHEMA)) {
            List<Option<?>> all = new ArrayList<>();
            modules.forEach(module -> all.addAll(module.options()));
            console.print(DataJson.of(ConfigurationSchema.of(all)));
            return 0;
        }
        OptionCatalog catalog = SystemModule.catalog(modules);
        List<String> words = invocation.positionals();
        List<OptionCatalog.Entry> found = find(catalog, words);
        if (found.isEmpty()) {
            throw nothing(catalog, String.join(" ", words));
        }
        if (invocation.json()) {
            JsonArray array = new JsonArray();
            found.forEach(each -> array.add(json(each)));
            console.print(array);
        } else {
            print(console, found, words, invocation.flag(LONG));
        }
        return 0;
    }

    private static List<SystemModule> modules(Invocation invocation) throws CommandProblem {
        Optional<String> config = invocation.value(CONFIG);
        if (config.isEmpty()) {
            return ShippedModules.all();
        }
        MachinePath path = MachinePath.named(invocation.session(), config.get());
        return MachineFile.load(invocation, path).machine().modules();
    }

    private static List<OptionCatalog.Entry> find(OptionCatalog catalog, List<String> words) {
        if (words.isEmpty()) {
            return catalog.entries();
        }
        List<OptionCatalog.Entry> named = words.size() == 1 ? catalog.at(words.getFirst()) : List.of();
        return named.isEmpty() ? catalog.search(words) : named;
    }

    private static CommandProblem nothing(OptionCatalog catalog, String query) {
        List<String> hints = new ArrayList<>();
        catalog.nearest(query).ifPresent(name -> hints.add("Did you mean `" + name + "`?"));
        hints.add("Use fewer words, or `jos options` to list all of them.");
        return new CommandProblem(
                ExitCode.NOT_FOUND,
                "no-such-option",
                "No option has `" + query + "` in its name or description.",
                hints.toArray(String[]::new));
    }

    private static void print(
            Console console, List<OptionCatalog.Entry> found, List<String> words, boolean everything) {
        List<OptionCatalog.Entry> rest = new ArrayList<>(found);
        boolean one = words.size() == 1 && OptionCatalog.isAt(found.getFirst(), words.getFirst());
        if (one) {
            OptionText.lines(rest.removeFirst(), console.outputStyle()).forEach(console::print);
        }
        if (everything) {
            for (OptionCatalog.Entry each : rest) {
                if (one || !each.equals(rest.getFirst())) {
                    console.print("");
                }
                OptionText.lines(each, console.outputStyle()).forEach(console::print);
            }
        } else if (!rest.isEmpty()) {
            if (one) {
                console.print("");
            }
            Table table = new Table("option", "default", "description");
            rest.forEach(each -> table.row(each.name(), OptionText.shortDefault(each), OptionText.summary(each)));
            table.lines(console.outputStyle()).forEach(console::print);
        }
    }

    private static JsonObject json(OptionCatalog.Entry entry) {
        Option<?> option = entry.option();
        JsonObject json = new JsonObject();
        json.addProperty("name", entry.name());
        json.addProperty("module", entry.module());
        json.addProperty("description", option.description());
        json.addProperty("type", option.type().words());
        json.add("default", option.defaultData().map(DataJson::of).orElse(JsonNull.INSTANCE));
        json.addProperty("defaultText", option.defaultText());
        json.addProperty("example", entry.example());
        json.addProperty("readOnly", option.isReadOnly());
        json.addProperty("deprecated", option.deprecation());
        JsonArray former = new JsonArray();
        option.formerNames().forEach(former::add);
        json.add("formerNames", former);
        return json;
    }
}
