package dev.jos.packages.deb;

import dev.jos.host.Sha256;
import dev.jos.interfaces.BindablePackage;
import dev.jos.interfaces.InterfaceLayer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The interface layers of sets of imported packages.
///
/// Planning, building and explaining a system ask for the layers of the same two sets, most of whose packages are in
/// both. So each package is read once and each set bound once for as long as this lives. For any number of threads.
public final class InterfaceLayers {

    private final Map<Sha256, BindablePackage> read = new HashMap<>();
    private final Map<Set<Sha256>, InterfaceLayer> bound = new HashMap<>();

    /// How `packages` are bound to each other.
    public synchronized InterfaceLayer bind(Collection<ImportedPackage> packages) throws IOException {
        Set<Sha256> archives = new HashSet<>();
        packages.forEach(each -> archives.add(each.locked().sha256()));
        @Nullable InterfaceLayer known = bound.get(archives);
        if (known != null) {
            return known;
        }
        InterfaceLayer layer = InterfaceLayer.bind(bindable(packages));
        bound.put(archives, layer);
        return layer;
    }

    /// What has to be known to bind the needs of `packages`, in their order.
    public synchronized List<BindablePackage> bindable(Collection<ImportedPackage> packages) throws IOException {
        List<BindablePackage> bindable = new ArrayList<>(packages.size());
        for (ImportedPackage each : packages) {
            Sha256 archive = each.locked().sha256();
            @Nullable BindablePackage known = read.get(archive);
            if (known == null) {
                known = each.bindable();
                read.put(archive, known);
            }
            bindable.add(known);
        }
        return bindable;
    }
}
