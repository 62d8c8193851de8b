package dev.jos.interfaces;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// All bindings of one system generation: for every interface in the directories of the dynamic linker, which
/// generation of
/// it is there and which package provides it; and the needs that are not met.
///
/// @param bindings by interface
/// @param packages by name, also those that need nothing of others
/// @param hostNeeds what plugins take from programs and libraries that load them
/// @param unmet what would keep a program from starting, or a library in the linker's directories from being loaded
/// @param inherent what plugins import and no host that is known offers, or expect from a directory that their host
/// adds: no faults of this system, but of interest when they change
public record InterfaceLayer(
        SortedMap<InterfaceName, Binding> bindings,
        SortedMap<String, PackageBinding> packages,
        List<HostNeed> hostNeeds,
        List<UnmetNeed> unmet,
        List<UnmetNeed> inherent) {

    public InterfaceLayer {
        bindings = Collections.unmodifiableSortedMap(new TreeMap<>(bindings));
        packages = Collections.unmodifiableSortedMap(new TreeMap<>(packages));
        hostNeeds = List.copyOf(hostNeeds);
        unmet = List.copyOf(unmet);
        inherent = List.copyOf(inherent);
    }

    /// Resolves every need of every object in `packages` against all that the object loads.
    ///
    /// Per object: the libraries it needs are found the way ld.so(8) does and taken with what they need themselves;
    /// every
    /// version node must be defined by the library it names; every strong symbol must be exported by one of them,
    /// in the
    /// exact version if it has one. The order of `packages` does not matter.
    public static InterfaceLayer bind(Collection<BindablePackage> packages) {
        return new Binder(packages).bind();
    }

    /// The packages that get the library of `binding`, of these bindings, for one of their needs.
    public SortedSet<String> users(Binding binding) {
        SortedSet<String> users = new TreeSet<>();
        PackageBinding provider = packages.get(binding.provider());
        if (provider != null) {
            String object = provider.objects().getOrDefault(binding.path(), "");
            BoundNeed need = new BoundNeed(binding.name().soname(), binding.provider(), object);
            packages.forEach((name, bound) -> {
                if (bound.needs().contains(need)) {
                    users.add(name);
                }
            });
        }
        return users;
    }

    /// Writes a compact form of all of it. The same layer gives the same bytes.
    public void write(OutputStream out) throws IOException {
        LayerFormat.write(this, out);
    }

    /// Reads what [#write] wrote.
    ///
    /// @throws IOException also if the bytes are something else
    public static InterfaceLayer read(InputStream in) throws IOException {
        return LayerFormat.read(in);
    }

    /// A compact rendering for the record of a system generation: for each ABI and SONAME the generation and its
    /// provider.
    ///
    /// ```json
    /// {"x86_64": {"liblzma.so.5": {"generation": "4f…", "provider": "liblzma5"}}}
    /// ```
    public JsonObject toJson() {
        JsonObject byAbi = new JsonObject();
        for (Binding binding : bindings.values()) {
            String abi = binding.name().abi().name();
            if (!byAbi.has(abi)) {
                byAbi.add(abi, new JsonObject());
            }
            JsonObject entry = new JsonObject();
            entry.addProperty("generation", binding.generation());
            entry.addProperty("provider", binding.provider());
            byAbi.getAsJsonObject(abi).add(binding.name().soname(), entry);
        }
        return byAbi;
    }
}
