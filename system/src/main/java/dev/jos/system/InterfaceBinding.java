package dev.jos.system;

import dev.jos.host.Progress;
import dev.jos.host.Sha256;
import dev.jos.interfaces.BindablePackage;
import dev.jos.interfaces.Binding;
import dev.jos.interfaces.InterfaceLayer;
import dev.jos.packages.Architecture;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.deb.InterfaceLayers;
import dev.jos.store.ObjectId;
import dev.jos.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All bindings of a set of packages' interfaces.
///
/// @param json `interfaces.json`, in the store
/// @param remarks needs that are not met, one sentence each; none if the same packages were bound before
record InterfaceBinding(ObjectId json, List<String> remarks) {

    InterfaceBinding {
        remarks = List.copyOf(remarks);
    }

    static InterfaceBinding of(
            List<ImportedPackage> packages,
            Architecture architecture,
            Store store,
            Memory memory,
            InterfaceLayers layers,
            InterfaceHistory history,
            Progress progress)
            throws IOException {
        Sha256 key = PackageComposition.packagesKey("interfaces", packages, architecture);
        Optional<ObjectId> known = memory.recall(key).map(ObjectId::parse).filter(store::contains);
        if (known.isPresent()) {
            return new InterfaceBinding(known.get(), List.of());
        }
        InterfaceLayer layer = layers.bind(packages);
        history.record(seen(layer, layers.bindable(packages), packages), progress);
        ObjectId json = store.add((layer.toJson() + "\n").getBytes(StandardCharsets.UTF_8), false);
        memory.remember(key, json.name());
        return new InterfaceBinding(
                json,
                layer.unmet().stream()
                        .map(need -> "A need is not met: " + need + ".")
                        .toList());
    }

    private static List<InterfaceHistory.Seen> seen(
            InterfaceLayer layer, List<BindablePackage> packages, List<ImportedPackage> imported) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < packages.size(); i++) {
            numbers.put(packages.get(i).name(), i);
        }
        List<InterfaceHistory.Seen> seen = new ArrayList<>();
        for (Binding each : layer.bindings().values()) {
            int number = numbers.getOrDefault(each.provider(), 0);
            String version = imported.get(number).locked().version().text();
            packages.get(number).interfaces().objects().stream()
                    .filter(object -> object.paths().contains(each.path())
                            && !object.generation().isEmpty())
                    .findFirst()
                    .ifPresent(object ->
                            seen.add(new InterfaceHistory.Seen(each.name(), object, each.provider(), version)));
        }
        return seen;
    }
}
