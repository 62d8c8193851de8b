package dev.jos.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.jos.cli.terminal.Amounts;
import dev.jos.host.Sha256;
import dev.jos.packages.deb.StoredUsers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// The packages that ask for the libraries of one, and are in the store without being in a generation.
///
/// @param asked by name and version, each with what it asks for
record StoredImpact(List<Asking> asked) {

    static final StoredImpact NONE = new StoredImpact(List.of());

    /// A package of the store.
    record Asking(String name, String version, SortedSet<String> sonames) {}

    StoredImpact {
        asked = List.copyOf(asked);
    }

    /// Those that ask for what any package of this name offers, in the store or in the generation.
    static StoredImpact of(String name, BoundGeneration bound, StoredUsers users) throws IOException {
        Collection<StoredUsers.Names> all = users.all();
        Set<String> offered = new HashSet<>();
        all.stream().filter(each -> each.name().equals(name)).forEach(each -> offered.addAll(each.offers()));
        Set<Sha256> installed = new HashSet<>();
        bound.imported().forEach(each -> installed.add(each.locked().sha256()));
        List<Asking> asked = new ArrayList<>();
        for (StoredUsers.Names each : all) {
            if (!installed.contains(each.archive()) && !each.name().equals(name)) {
                SortedSet<String> sonames = new TreeSet<>();
                each.needs().stream()
                        .filter(offered::contains)
                        .forEach(need -> sonames.add(need.substring(need.indexOf('/') + 1)));
                if (!sonames.isEmpty()) {
                    asked.add(new Asking(each.name(), each.version(), sonames));
                }
            }
        }
        asked.sort(Comparator.comparing(Asking::name).thenComparing(Asking::version));
        return new StoredImpact(asked);
    }

    boolean isEmpty() {
        return asked.isEmpty();
    }

    /// For people; nothing if there is none.
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (!asked.isEmpty()) {
            lines.add(
                    "In the store, and not in this generation: asked for by " + Amounts.count(asked.size(), "package"));
            asked.forEach(each ->
                    lines.add("  " + each.name() + " " + each.version() + ": " + String.join(", ", each.sonames())));
        }
        return lines;
    }

    /// `[{"package": "xz-utils", "version": "5.8.1-1", "interfaces": ["liblzma.so.5"]}]`
    JsonArray json() {
        JsonArray all = new JsonArray();
        for (Asking each : asked) {
            JsonObject one = new JsonObject();
            one.addProperty("package", each.name());
            one.addProperty("version", each.version());
            one.add("interfaces", InterfaceJson.array(each.sonames()));
            all.add(one);
        }
        return all;
    }
}
