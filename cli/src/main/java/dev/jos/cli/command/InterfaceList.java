package dev.jos.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.terminal.Table;
import dev.jos.interfaces.Binding;
import dev.jos.interfaces.BoundNeed;
import dev.jos.interfaces.PackageBinding;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;

/// `jos interface list`
final class InterfaceList implements CliCommand {

    private static final int SHORT_DIGEST = 12;

    @Override
    public CommandSpec spec() {
        return Syntax.command("list", "List the interfaces of a generation, and who provides them.")
                .description("An interface is what a library offers under its SONAME. Its generation is named by the"
                        + " SHA-256 of a canonical text, which `jos interface show` prints. At the end are the libraries of"
                        + " scopes, with the only package or unit that has them.")
                .option(BoundGeneration.OPTION, "NUMBER", BoundGeneration.DESCRIPTION)
                .option(Profiles.OPTION, "NAME", Profiles.DESCRIPTION)
                .example("jos interface list", "List what the newest generation has.")
                .withJson();
    }

    @Override
    public int run(Invocation invocation) throws IOException, CommandProblem {
        BoundGeneration bound = BoundGeneration.choose(invocation);
        List<ScopedBinding> scoped = ScopedBinding.of(bound.manifest(), invocation);
        Map<String, Set<String>> users = users(bound);
        if (invocation.json()) {
            JsonArray all = new JsonArray();
            for (Binding each : bound.layer().bindings().values()) {
                JsonObject json = InterfaceJson.of(each);
                json.addProperty("users", count(users, each));
                all.add(json);
            }
            scoped.forEach(each -> all.add(each.json()));
            invocation.console().print(all);
            return 0;
        }
        Table table = new Table("interface", "generation", "provider", "users");
        for (Binding each : bound.layer().bindings().values()) {
            table.row(
                    each.name().soname(),
                    each.generation().isEmpty() ? "-" : each.generation().substring(0, SHORT_DIGEST),
                    each.provider(),
                    Integer.toString(count(users, each)));
        }
        for (ScopedBinding each : scoped) {
            table.row(
                    each.library().soname(),
                    each.library().generation().isEmpty()
                            ? "-"
                            : each.library().generation().substring(0, SHORT_DIGEST),
                    each.provider(),
                    each.scope() + " alone");
        }
        table.lines(invocation.console().outputStyle()).forEach(invocation.console()::print);
        return 0;
    }

    private static int count(Map<String, Set<String>> users, Binding binding) {
        return users.getOrDefault(binding.name().soname() + "\n" + binding.provider(), Set.of())
                .size();
    }

    /// Packages by what they need and who provides it.
    private static Map<String, Set<String>> users(BoundGeneration bound) {
        Map<String, Set<String>> users = new TreeMap<>();
        for (Map.Entry<String, PackageBinding> each : bound.layer().packages().entrySet()) {
            for (BoundNeed need : each.getValue().needs()) {
                users.computeIfAbsent(need.need() + "\n" + need.provider(), _ -> new HashSet<>())
                        .add(each.getKey());
            }
        }
        return users;
    }
}
