package dev.jos.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.jos.cli.terminal.Console;
import dev.jos.interfaces.BindablePackage;
import dev.jos.interfaces.Binding;
import dev.jos.interfaces.InterfaceLayer;
import dev.jos.interfaces.InterfaceUsers;
import dev.jos.modules.Contribution;
import dev.jos.modules.SystemDefinition;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.deb.InterfaceLayers;
import dev.jos.packages.deb.PackageImporter;
import dev.jos.packages.lock.Lock;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.system.DependencyChain;
import dev.jos.system.SystemRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Why a package is part of a machine, down to the symbols that one takes from the next.
final class WhyPackage {

    private static final int MOST_SYMBOLS = 3;

    private final SystemDefinition definition;
    private final List<ImportedPackage> imported;
    private final List<BindablePackage> packages;
    private final InterfaceLayer layer;

    private WhyPackage(
            SystemDefinition definition,
            List<ImportedPackage> imported,
            List<BindablePackage> packages,
            InterfaceLayer layer) {
        this.definition = definition;
        this.imported = imported;
        this.packages = packages;
        this.layer = layer;
    }

    /// Whether the machine, as it was last locked, has a package of this name.
    static boolean knows(String name, MachineFile file) throws IOException {
        Optional<Lock> lock = file.lock().read();
        return lock.stream().flatMap(each -> each.installed().stream()).anyMatch(each -> each.name()
                .equals(name));
    }

    /// Explains the package; `file` has a lock.
    static void explain(String name, MachineFile file, Invocation invocation) throws IOException {
        Session session = invocation.session();
        Libraries libraries = new Libraries(session, Archives.of(file.definition()));
        PackageImporter importer = libraries.importer();
        List<LockedPackage> locked = file.lock().read().orElseThrow().installed();
        List<ImportedPackage> imported = importer.importAll(locked, session.progress());
        InterfaceLayers layers = session.layers();
        var why = new WhyPackage(file.definition(), imported, layers.bindable(imported), layers.bind(imported));
        var wanted = SystemRequest.of(file.definition()).install();
        Optional<DependencyChain> chain = DependencyChain.to(name, wanted, imported);
        if (invocation.json()) {
            invocation.console().print(why.json(name, chain));
        } else if (chain.isPresent()) {
            why.print(chain.get(), invocation.console());
        } else {
            invocation.console().print("Nothing that the configuration names leads to " + name + ".");
        }
    }

    private void print(DependencyChain chain, Console console) {
        console.print(chain.root().name() + " " + chain.root().locked().version() + ", " + reason(chain.root()));
        for (DependencyChain.Step step : chain.steps()) {
            console.print("  says " + step.field() + ": " + step.relation());
            takes(step).forEach((soname, symbols) -> console.print("  takes " + words(symbols) + " from " + soname));
            console.print(step.to().name() + " " + step.to().locked().version());
        }
    }

    private static String words(SortedSet<String> symbols) {
        if (symbols.isEmpty()) {
            return "no symbol";
        }
        List<String> some = symbols.stream().limit(MOST_SYMBOLS).toList();
        int more = symbols.size() - some.size();
        return String.join(", ", some) + (more > 0 ? " and " + more + " more" : "");
    }

    /// Who asked for it.
    private String reason(ImportedPackage root) {
        if (root.control().essential()) {
            return "part of every system";
        }
        SortedSet<String> modules = new TreeSet<>();
        for (Contribution each : definition.contributions()) {
            if (each.kind().equals("package") && each.name().equals(root.name())) {
                modules.add(each.module());
            }
        }
        return modules.isEmpty() ? "part of every system of jos" : "installed by " + String.join(", ", modules);
    }

    /// What one package takes from the interfaces of the other, by SONAME.
    private SortedMap<String, SortedSet<String>> takes(DependencyChain.Step step) {
        SortedMap<String, SortedSet<String>> takes = new TreeMap<>();
        for (Binding each : layer.bindings().values()) {
            if (each.provider().equals(step.to().name())) {
                SortedSet<String> symbols = InterfaceUsers.of(each, layer, packages)
                        .symbols()
                        .get(step.from().name());
                if (symbols != null) {
                    takes.put(each.name().soname(), symbols);
                }
            }
        }
        return takes;
    }

    private JsonObject json(String name, Optional<DependencyChain> chain) {
        JsonObject json = new JsonObject();
        json.addProperty("package", name);
        imported.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .ifPresent(each ->
                        json.addProperty("version", each.locked().version().text()));
        JsonArray steps = new JsonArray();
        chain.ifPresent(known -> {
            json.addProperty("root", known.root().name());
            json.addProperty("reason", reason(known.root()));
            for (DependencyChain.Step step : known.steps()) {
                JsonObject one = new JsonObject();
                one.addProperty("from", step.from().name());
                one.addProperty("field", step.field());
                one.addProperty("relation", step.relation().toString());
                one.addProperty("to", step.to().name());
                JsonObject takes = new JsonObject();
                takes(step).forEach((soname, symbols) -> takes.add(soname, InterfaceJson.array(symbols)));
                one.add("takes", takes);
                steps.add(one);
            }
        });
        json.add("chain", steps);
        return json;
    }
}
