package dev.jos.system.initrd;

import dev.jos.store.ContentSource;
import dev.jos.store.Entry;
import dev.jos.store.ObjectId;
import dev.jos.store.RegularFile;
import dev.jos.store.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tukaani.xz.XZInputStream;

/// The modules of one kernel, by name, and the order in which they can be loaded.
///
/// Dependencies are read from the modules themselves, so that no `depmod` has to run before an initrd can be made.
final class KernelModules {

    /// `libcrc32c` asks for `crc32c` by its alias, which several modules answer. The generic one works everywhere;
    /// that of
    /// the processor is faster where there is one.
    private static final Map<String, List<String>> PROVIDERS =
            Map.of("crc32c", List.of("crc32c_generic", "crc32c_intel", "crc32_ce"));

    private final ContentSource store;
    private final SortedMap<String, ObjectId> modules;
    private final SortedMap<String, String> suffixes;
    private final Set<String> builtin;

    private KernelModules(
            ContentSource store,
            SortedMap<String, ObjectId> modules,
            SortedMap<String, String> suffixes,
            Set<String> builtin) {
        this.store = store;
        this.modules = modules;
        this.suffixes = suffixes;
        this.builtin = builtin;
    }

    /// Those below `directory`, such as `usr/lib/modules/6.12.74+deb13-amd64`.
    static KernelModules of(Tree tree, String directory, ContentSource store) throws IOException {
        var modules = new TreeMap<String, ObjectId>();
        var suffixes = new TreeMap<String, String>();
        var builtin = new HashSet<String>();
        for (Entry entry : tree.entries()) {
            if (!entry.path().startsWith(directory + "/") || !(entry.node() instanceof RegularFile file)) {
                continue;
            }
            String name = entry.name();
            int suffix = name.indexOf(".ko");
            if (suffix > 0) {
                modules.put(canonical(name.substring(0, suffix)), file.content());
                suffixes.put(canonical(name.substring(0, suffix)), name.substring(suffix));
            } else if (name.equals("modules.builtin")) {
                readBuiltin(store, file.content(), builtin);
            }
        }
        return new KernelModules(store, modules, suffixes, builtin);
    }

    private static void readBuiltin(ContentSource store, ObjectId list, Set<String> builtin) throws IOException {
        try (InputStream in = store.open(list)) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                String name = line.substring(line.lastIndexOf('/') + 1);
                builtin.add(canonical(name.endsWith(".ko") ? name.substring(0, name.length() - 3) : name));
            }
        }
    }

    /// The content of `required`, `optional` and of all they need, each after what it depends on. What is built
    /// into the kernel is left out, and so are optional ones that the kernel does not have.
    ///
    /// @throws MissingModuleException if the kernel has no module of a required name
    Map<String, byte[]> closure(List<String> required, List<String> optional) throws IOException {
        var order = new LinkedHashMap<String, byte[]>();
        var seen = new HashSet<String>();
        // File systems come last among the required ones, and may want an optional one to be there.
        for (String name : optional) {
            add(canonical(name), false, seen, order);
        }
        for (String name : required) {
            add(canonical(name), true, seen, order);
        }
        return order;
    }

    private void add(String name, boolean required, Set<String> seen, Map<String, byte[]> order) throws IOException {
        if (builtin.contains(name) || !seen.add(name)) {
            return;
        }
        ObjectId object = modules.get(name);
        if (object == null) {
            addProviders(name, required, seen, order);
            return;
        }
        byte[] content = read(object, suffixes.getOrDefault(name, ".ko"));
        ModuleInfo info = ModuleInfo.read(content);
        for (String before : info.softBefore()) {
            add(canonical(before), false, seen, order);
        }
        for (String dependency : info.depends()) {
            add(canonical(dependency), true, seen, order);
        }
        order.put(name, content);
    }

    private void addProviders(String name, boolean required, Set<String> seen, Map<String, byte[]> order)
            throws IOException {
        List<String> providers = PROVIDERS.getOrDefault(name, List.of());
        if (providers.isEmpty() && required) {
            throw new MissingModuleException(name);
        }
        for (String provider : providers) {
            add(provider, false, seen, order);
        }
    }

    private byte[] read(ObjectId object, String suffix) throws IOException {
        try (InputStream raw = store.open(object)) {
            return switch (suffix) {
                case ".ko" -> raw.readAllBytes();
                case ".ko.xz" -> new XZInputStream(raw).readAllBytes();
                default -> throw new IOException("kernel modules named `" + suffix + "` cannot be read");
            };
        }
    }

    /// The kernel takes `-` and `_` in module names for the same.
    static String canonical(String name) {
        return name.replace('-', '_');
    }
}
