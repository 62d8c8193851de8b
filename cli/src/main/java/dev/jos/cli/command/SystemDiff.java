package dev.jos.cli.command;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.jos.activator.units.SystemUnit;
import dev.jos.activator.units.SystemUnits;
import dev.jos.activator.units.UnitName;
import dev.jos.store.Directory;
import dev.jos.store.Entry;
import dev.jos.store.ObjectId;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import dev.jos.store.Tree;
import dev.jos.store.TreeId;
import dev.jos.system.SystemGeneration;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// In what two sides differ, each difference by its name.
///
/// @param packages versions
/// @param interfaces providers, with the generation of the interface where the providers are the same
/// @param units `there` or `masked`; of those that say something else than before, the settings that differ
/// @param options values, as JSON
/// @param kernel releases
/// @param bytes by how much the second is larger; empty unless both are built
/// @param unknown what is not compared, because a side does not tell
record SystemDiff(
        SortedMap<String, Change> packages,
        SortedMap<String, Change> interfaces,
        SortedMap<String, Change> units,
        SortedMap<String, Change> options,
        Optional<Change> kernel,
        OptionalLong bytes,
        List<String> unknown) {

    /// What something was, and what it is; empty if it is not there.
    record Change(Optional<String> before, Optional<String> after) {}

    private static final int SHOWN = 8;

    private static final List<String> UNIT_DIRECTORIES = List.of("etc/systemd/system", "usr/lib/systemd/system");

    /// Compares all that both sides tell.
    static SystemDiff between(DiffSide before, DiffSide after, Store store) throws IOException {
        List<String> unknown = new ArrayList<>();
        boolean options = before.options().isPresent() && after.options().isPresent();
        if (!options) {
            unknown.add("options");
        }
        boolean kernels = before.kernel().isPresent() && after.kernel().isPresent();
        if (!kernels) {
            unknown.add("kernel");
        }
        SortedMap<String, Change> interfaces = new TreeMap<>();
        SortedMap<String, Change> units = new TreeMap<>();
        OptionalLong bytes = OptionalLong.empty();
        if (before.built().isPresent() && after.built().isPresent()) {
            Tree old = store.tree(new TreeId(before.built().get().manifest().view()));
            Tree recent = store.tree(new TreeId(after.built().get().manifest().view()));
            interfaces = changes(
                    interfaces(before.built().get()), interfaces(after.built().get()));
            units = units(old, recent, store);
            bytes = OptionalLong.of(size(recent) - size(old));
        } else {
            unknown.addAll(List.of("interfaces", "units", "size"));
        }
        return new SystemDiff(
                changes(before.packages(), after.packages()),
                interfaces,
                units,
                options
                        ? changes(
                                text(before.options().get()),
                                text(after.options().get()))
                        : new TreeMap<>(),
                !kernels || before.kernel().equals(after.kernel())
                        ? Optional.empty()
                        : Optional.of(new Change(before.kernel(), after.kernel())),
                bytes,
                List.copyOf(unknown));
    }

    boolean isEmpty() {
        return packages.isEmpty()
                && interfaces.isEmpty()
                && units.isEmpty()
                && options.isEmpty()
                && kernel.isEmpty()
                && bytes.orElse(0) == 0;
    }

    private static SortedMap<String, String> text(JsonObject options) {
        SortedMap<String, String> text = new TreeMap<>();
        RememberedOptions.flat(options).forEach((name, value) -> text.put(name, value.toString()));
        return text;
    }

    private static SortedMap<String, Change> changes(
            SortedMap<String, String> before, SortedMap<String, String> after) {
        SortedSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        SortedMap<String, Change> changes = new TreeMap<>();
        for (String name : names) {
            Optional<String> was = Optional.ofNullable(before.get(name));
            Optional<String> is = Optional.ofNullable(after.get(name));
            if (!was.equals(is)) {
                changes.put(name, new Change(was, is));
            }
        }
        return changes;
    }

    /// What each interface is bound to: the provider, and the beginning of the name of the interface's generation.
    private static SortedMap<String, String> interfaces(SystemGeneration system) throws IOException {
        SortedMap<String, String> bound = new TreeMap<>();
        JsonObject layer = JsonParser.parseString(
                        Files.readString(system.directory().resolve(SystemGeneration.INTERFACES)))
                .getAsJsonObject();
        for (JsonElement architecture : layer.asMap().values()) {
            architecture.getAsJsonObject().asMap().forEach((soname, binding) -> {
                JsonObject each = binding.getAsJsonObject();
                // A library without symbols has no interface that could change.
                String generation = each.get("generation").getAsString();
                bound.put(
                        soname,
                        each.get("provider").getAsString() + " "
                                + generation.substring(0, Math.min(SHOWN, generation.length())));
            });
        }
        return bound;
    }

    private static SortedMap<String, Change> units(Tree before, Tree after, Store store) throws IOException {
        SystemUnits old = SystemUnits.ofMachine(before, store);
        SystemUnits recent = SystemUnits.ofMachine(after, store);
        SortedSet<String> names = unitNames(before);
        names.addAll(unitNames(after));
        SortedMap<String, Change> changes = new TreeMap<>();
        for (String name : names) {
            Optional<SystemUnit> was = old.find(new UnitName(name));
            Optional<SystemUnit> is = recent.find(new UnitName(name));
            if (was.isEmpty() != is.isEmpty()) {
                changes.put(name, new Change(was.map(SystemDiff::word), is.map(SystemDiff::word)));
            } else if (was.isPresent()) {
                Set<String> keys =
                        was.get().settings().differences(is.orElseThrow().settings());
                if (was.get().masked() != is.orElseThrow().masked()) {
                    changes.put(name, new Change(was.map(SystemDiff::word), is.map(SystemDiff::word)));
                } else if (!keys.isEmpty()) {
                    changes.put(
                            name,
                            new Change(Optional.of(values(was.get(), keys)), Optional.of(values(is.get(), keys))));
                }
            }
        }
        return changes;
    }

    /// `Service.ExecStart=/usr/bin/a, Service.User=`
    private static String values(SystemUnit unit, Set<String> keys) {
        return new TreeSet<>(keys)
                .stream()
                        .map(key -> {
                            int dot = key.indexOf('.');
                            List<String> values = unit.settings().all(key.substring(0, dot), key.substring(dot + 1));
                            return key + "=" + String.join(" ", values);
                        })
                        .collect(Collectors.joining(", "));
    }

    private static String word(SystemUnit unit) {
        return unit.masked() ? "masked" : "there";
    }

    private static SortedSet<String> unitNames(Tree tree) {
        SortedSet<String> names = new TreeSet<>();
        for (String directory : UNIT_DIRECTORIES) {
            for (Entry each : tree.children(directory)) {
                if (each.name().indexOf('.') > 0 && !(each.node() instanceof Directory)) {
                    names.add(each.name());
                }
            }
        }
        return names;
    }

    /// The bytes of all contents, equal ones counted once, as they lie in the store.
    private static long size(Tree tree) {
        Set<ObjectId> counted = new HashSet<>();
        long bytes = 0;
        for (Entry each : tree.entries()) {
            if (each.node() instanceof RegularFile file && counted.add(file.content())) {
                bytes += file.size();
            }
        }
        return bytes;
    }
}
