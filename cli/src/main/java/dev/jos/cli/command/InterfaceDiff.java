package dev.jos.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.jos.activator.Generation;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.terminal.Console;
import dev.jos.interfaces.Binding;
import dev.jos.interfaces.ElfObject;
import dev.jos.interfaces.InterfaceChange;
import dev.jos.interfaces.InterfaceGeneration;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.lock.LockedPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;

/// `jos interface diff`
final class InterfaceDiff implements CliCommand {

    @Override
    public CommandSpec spec() {
        return Syntax.command("diff", "Compare the interfaces of two generations, or of two package files.")
                .description(
                        "Each interface that differs is called compatible, if the second only adds to the first, or"
                                + " breaking; with what was added (+) and what is gone (-). The exit status is 1 if"
                                + " something breaks.")
                .argument("A", "The number of a generation, or a .deb file.")
                .argument("B", "What to compare it with.")
                .option(Profiles.OPTION, "NAME", Profiles.DESCRIPTION)
                .example("jos interface diff 3 4", "Compare two generations.")
                .example("jos interface diff old.deb new.deb", "Compare two builds of a library.")
                .withJson();
    }

    @Override
    public int run(Invocation invocation) throws IOException, CommandProblem {
        SortedMap<String, String> before = texts(invocation.argument(0).orElseThrow(), invocation);
        SortedMap<String, String> after = texts(invocation.argument(1).orElseThrow(), invocation);
        SortedMap<String, InterfaceChange> changes = new TreeMap<>();
        SortedMap<String, String> all = new TreeMap<>(before);
        all.putAll(after);
        for (String soname : all.keySet()) {
            InterfaceChange change =
                    InterfaceChange.between(before.getOrDefault(soname, ""), after.getOrDefault(soname, ""));
            if (change.kind() != InterfaceChange.Kind.IDENTICAL) {
                changes.put(soname, change);
            }
        }
        if (invocation.json()) {
            invocation.console().print(json(changes));
        } else {
            print(changes, invocation.console());
        }
        boolean breaks = changes.values().stream().anyMatch(each -> each.kind() == InterfaceChange.Kind.BREAKING);
        return breaks ? 1 : 0;
    }

    private static void print(SortedMap<String, InterfaceChange> changes, Console console) {
        if (changes.isEmpty()) {
            console.print("The interfaces are the same.");
        }
        changes.forEach((soname, change) -> {
            console.print(soname + ": " + word(change));
            change.removed().forEach(line -> console.print("- " + line));
            change.added().forEach(line -> console.print("+ " + line));
        });
    }

    private static JsonArray json(SortedMap<String, InterfaceChange> changes) {
        JsonArray array = new JsonArray();
        changes.forEach((soname, change) -> {
            JsonObject json = new JsonObject();
            json.addProperty("soname", soname);
            json.addProperty("change", word(change));
            json.add("removed", InterfaceJson.array(change.removed()));
            json.add("added", InterfaceJson.array(change.added()));
            array.add(json);
        });
        return array;
    }

    private static String word(InterfaceChange change) {
        return change.kind().name().toLowerCase(Locale.ROOT);
    }

    /// The canonical texts by SONAME.
    private static SortedMap<String, String> texts(String written, Invocation invocation)
            throws IOException, CommandProblem {
        return written.endsWith(".deb") ? ofFile(written, invocation) : ofGeneration(written, invocation);
    }

    private static SortedMap<String, String> ofGeneration(String written, Invocation invocation)
            throws IOException, CommandProblem {
        Generation generation = Profiles.generation(Profiles.choose(invocation), Optional.of(written));
        BoundGeneration bound = BoundGeneration.of(generation, invocation);
        SortedMap<String, String> texts = new TreeMap<>();
        for (Binding each : bound.layer().bindings().values()) {
            texts.put(each.name().soname(), bound.text(each));
        }
        return texts;
    }

    private static SortedMap<String, String> ofFile(String written, Invocation invocation)
            throws IOException, CommandProblem {
        Libraries libraries = Libraries.of(invocation.session());
        Path file = invocation.session().path(written);
        LockedPackage locked = libraries.localPackages().take(file, LockedPackage.LOCAL);
        SortedMap<String, String> texts = new TreeMap<>();
        for (ImportedPackage each : libraries
                .importer()
                .importAll(List.of(locked), invocation.session().progress())) {
            for (ElfObject object : each.interfaces().objects()) {
                if (!object.soname().isEmpty()) {
                    texts.put(object.soname(), InterfaceGeneration.of(object).text());
                }
            }
        }
        return texts;
    }
}
