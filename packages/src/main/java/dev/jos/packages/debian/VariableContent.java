package dev.jos.packages.debian;

import dev.jos.store.Attributes;
import dev.jos.store.Directory;
import dev.jos.store.Entry;
import dev.jos.store.RegularFile;
import dev.jos.store.Symlink;
import dev.jos.store.Tree;
import dev.jos.store.TreeBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Separates what packages ship outside `/usr` and `/etc`. Directories and links become lines of tmpfiles.d(5); files
/// move to `/usr/share/factory`, from where such lines copy them.
///
/// @param tree what remains, with the factory's files
/// @param lines by path
record VariableContent(Tree tree, Map<String, String> lines) {

    private static final String FACTORY = "usr/share/factory/";

    /// Made by the kernel, the initrd or the boot loader's installer.
    private static final Set<String> DROPPED = Set.of("boot", "dev", "proc", "run", "sys", "tmp", "bin", "sbin");

    /// Directories that are links on a merged system, whatever base-files ships, and the view of the package
    /// database.
    private static final Map<String, String> LINKS =
            Map.of("var/run", "/run", "var/lock", "/run/lock", "var/lib/dpkg", "/" + PackageDatabase.DIRECTORY);

    static VariableContent of(Tree view, Owners owners) {
        TreeBuilder kept = view.toBuilder();
        Map<String, String> lines = new TreeMap<>();
        for (Entry top : view.children("")) {
            String name = top.path();
            if (name.equals("usr") || name.equals("etc")) {
                continue;
            }
            kept.remove(name);
            if (!DROPPED.contains(name) && !name.startsWith("lib")) {
                separate(top, kept, lines, owners);
                view.below(name).forEach(each -> separate(each, kept, lines, owners));
            }
        }
        LINKS.forEach((path, target) -> lines.put("/" + path, "L /" + path + " - - - - " + target));
        return new VariableContent(kept.build(), lines);
    }

    private static boolean belowLink(String path) {
        return LINKS.keySet().stream().anyMatch(link -> path.equals(link) || path.startsWith(link + "/"));
    }

    private static void separate(Entry entry, TreeBuilder kept, Map<String, String> lines, Owners owners) {
        String path = entry.path();
        if (belowLink(path)) {
            return;
        }
        String escaped = "/" + path.replace(" ", "\\x20").replace("%", "%%");
        String line =
                switch (entry.node()) {
                    case Directory directory -> "d " + escaped + " " + owners.fields(directory.attributes());
                    case Symlink link -> "L " + escaped + " - - - - " + link.target();
                    case RegularFile file -> {
                        kept.put(FACTORY + path, file);
                        yield "C " + escaped + " " + owners.fields(file.attributes()) + " - /" + FACTORY
                                + escaped.substring(1);
                    }
                };
        lines.put("/" + path, line);
    }

    /// The lines with those that scripts would have added: a declared line for a path replaces the shipped one, and a
    /// change of owner or mode amends it. What the packages' own tmpfiles.d makes is left to it.
    ///
    /// @param own the paths that packages' files of tmpfiles.d make
    List<String> with(List<String> declared, Set<String> own) {
        Map<String, String> merged = new TreeMap<>(lines);
        List<String> further = new ArrayList<>();
        for (String line : declared) {
            String[] fields = line.split("\\s+", -1);
            String path = fields.length > 1 ? fields[1] : "";
            boolean adjusts = fields[0].equalsIgnoreCase("z");
            @Nullable String known = merged.get(path);
            if (belowLink(path.replaceFirst("^/", ""))) {
                continue;
            }
            if (adjusts && !own.contains(path) && known != null && !known.startsWith("L ")) {
                merged.put(path, amended(known.split("\\s+", 7), fields));
            } else if (adjusts) {
                further.add(line);
            } else {
                merged.put(path, line);
            }
        }
        merged.keySet().removeAll(own);
        List<String> all = new ArrayList<>(merged.values());
        all.addAll(further);
        return all;
    }

    private static String amended(String[] known, String[] change) {
        for (int i = 2; i < 5 && i < known.length && i < change.length; i++) {
            if (!change[i].equals("-")) {
                known[i] = change[i];
            }
        }
        return String.join(" ", known);
    }

    /// Writes owners and modes as fields of tmpfiles.d(5).
    interface Owners {

        String fields(Attributes attributes);

        /// By number, which every machine has.
        Owners NUMERIC = attributes -> "0%o %s %s"
                .formatted(
                        attributes.mode(),
                        attributes.uid() == 0 ? "root" : Integer.toString(attributes.uid()),
                        attributes.gid() == 0 ? "root" : Integer.toString(attributes.gid()));
    }
}
