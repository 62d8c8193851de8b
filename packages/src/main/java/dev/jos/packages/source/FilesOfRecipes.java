package dev.jos.packages.source;

import dev.jos.host.Sha256;
import dev.jos.interfaces.ElfObject;
import dev.jos.interfaces.InterfaceGeneration;
import dev.jos.interfaces.LibraryPath;
import dev.jos.interfaces.elf.ElfType;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.store.CollisionException;
import dev.jos.store.CollisionPolicy;
import dev.jos.store.Directory;
import dev.jos.store.Entry;
import dev.jos.store.Layer;
import dev.jos.store.Node;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import dev.jos.store.Symlink;
import dev.jos.store.Tree;
import dev.jos.store.ViewComposer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What packages of recipes show to a build that looks at a path.
///
/// Of programs and shared objects it counts that they are there, of libraries to link with also the interface, or
/// the part of it that is used; of everything else the content.
final class FilesOfRecipes {

    private static final int MOST_LINKS = 20;

    private final Tree tree;
    private final Map<String, ElfObject> objects = new HashMap<>();
    private final SortedMap<String, ElfObject> stubs = new TreeMap<>();

    private FilesOfRecipes(Tree tree) {
        this.tree = tree;
    }

    /// @param links what the link editor finds, of all packages
    static FilesOfRecipes of(Collection<ImportedPackage> packages, DevelopmentLinks links, Store store)
            throws IOException {
        List<Layer> layers = new ArrayList<>();
        for (ImportedPackage each : packages) {
            layers.add(new Layer(each.name(), store.tree(each.tree())));
        }
        try {
            FilesOfRecipes files = new FilesOfRecipes(
                    ViewComposer.compose(layers, CollisionPolicy.NONE).tree());
            for (ImportedPackage each : packages) {
                for (ElfObject object : each.interfaces().objects()) {
                    if (object.type() == ElfType.RELOCATABLE) {
                        continue;
                    }
                    object.paths().forEach(path -> files.objects.put(path, object));
                }
            }
            links.stubs().forEach((path, library) -> {
                if (files.objects.containsValue(library)) {
                    files.stubs.put(path, library);
                }
            });
            return files;
        } catch (CollisionException e) {
            throw new IOException("Packages of recipes collide: " + e.getMessage(), e);
        }
    }

    /// Whether there is a file, directory or link at a path.
    boolean has(String path) {
        return tree.contains(path);
    }

    /// What a build saw that looked for all there is.
    FileTrace everything() {
        var looked = new TreeSet<String>();
        var listed = new TreeSet<String>(Set.of(""));
        for (Entry each : tree.entries()) {
            if (!isImplementation(each)) {
                looked.add(each.path());
            }
            if (each.node() instanceof Directory) {
                listed.add(each.path());
            }
        }
        return new FileTrace(looked, listed);
    }

    /// One line for each path of `trace`, and one for each symbol among `names` that the libraries offer: equal where
    /// a build that does the same again sees the same.
    List<String> seen(FileTrace trace, SymbolNames names) {
        List<String> lines = new ArrayList<>();
        trace.looked().forEach(path -> lines.add("look " + at(path) + " " + path));
        trace.listed().forEach(path -> lines.add("list " + names(path) + " " + path));
        for (ElfObject library : new TreeMap<>(bySoname()).values()) {
            InterfaceGeneration.of(library)
                    .text()
                    .lines()
                    .filter(line -> !line.startsWith("version ") && names.has(symbol(line)))
                    .forEach(line -> lines.add("use " + library.soname() + " " + line));
        }
        return lines;
    }

    private Map<String, ElfObject> bySoname() {
        Map<String, ElfObject> libraries = new HashMap<>();
        stubs.values().forEach(each -> libraries.put(each.soname(), each));
        return libraries;
    }

    /// `function greet@@GREET_1` is about `greet`.
    private static String symbol(String line) {
        String name = line.substring(line.indexOf(' ') + 1);
        int end = name.indexOf('@') < 0 ? name.length() : name.indexOf('@');
        int blank = name.indexOf(' ') < 0 ? name.length() : name.indexOf(' ');
        return name.substring(0, Math.min(end, blank));
    }

    private String at(String path) {
        ElfObject stub = stubs.get(path);
        if (stub != null) {
            return "stub:" + stub.soname();
        }
        Optional<Entry> found = follow(path);
        if (found.isEmpty()) {
            return "nothing";
        }
        ElfObject object = objects.get(found.get().path());
        if (object != null) {
            return object.soname().isEmpty() ? "program" : "library:" + object.soname();
        }
        return switch (found.get().node()) {
            case Directory _ -> "directory";
            case RegularFile file -> file.content().name();
            case Symlink link -> "link:" + link.target();
        };
    }

    /// The names in a directory that mean something: those of a library's implementation have its version, and none
    /// of the names by which it is found.
    private String names(String directory) {
        StringBuilder text = new StringBuilder();
        follow(directory).ifPresent(found -> tree.children(found.path()).forEach(each -> {
            if (!isImplementation(each)) {
                text.append(each.name()).append('\0');
            }
        }));
        return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8)).hex();
    }

    /// Whether it is a library that is no name to link with: `libgreet.so.1.0.3`.
    private boolean isImplementation(Entry entry) {
        return entry.name().contains(".so.")
                && follow(entry.path())
                        .map(Entry::path)
                        .filter(objects::containsKey)
                        .isPresent();
    }

    /// What is at a path once all links are followed; nothing also where a link leads to what others have.
    private Optional<Entry> follow(String path) {
        String rest = path;
        String at = "";
        int links = 0;
        while (!rest.isEmpty()) {
            int slash = rest.indexOf('/');
            String name = slash < 0 ? rest : rest.substring(0, slash);
            rest = slash < 0 ? "" : rest.substring(slash + 1);
            String next = at.isEmpty() ? name : at + "/" + name;
            Optional<Node> node = tree.node(next);
            if (node.isEmpty()) {
                return Optional.empty();
            }
            if (node.get() instanceof Symlink link) {
                if (++links > MOST_LINKS) {
                    return Optional.empty();
                }
                String target = link.target().startsWith("/") ? link.target() : at + "/" + link.target();
                rest = LibraryPath.normalize(target + "/" + rest);
                at = "";
            } else {
                at = next;
            }
        }
        return tree.entry(at);
    }
}
