package dev.jos.activator.units;

import dev.jos.store.ContentSource;
import dev.jos.store.Entry;
import dev.jos.store.Node;
import dev.jos.store.RegularFile;
import dev.jos.store.Symlink;
import dev.jos.store.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// All units of one system for one manager, found in its tree as systemd finds them on a machine: `/etc` before
/// `/usr`, drop-ins, templates, aliases, masks, `.wants` and `.requires`. Units that the machine itself adds, by
/// generators or by hand, are not among them.
public final class SystemUnits {

    private static final String NOWHERE = "/dev/null";

    /// systemd.unit(5): the first that has a unit wins.
    private static final List<String> SYSTEM = List.of("etc/systemd/system", "usr/lib/systemd/system");

    private static final List<String> USER = List.of("etc/systemd/user", "usr/lib/systemd/user");

    private static final int MANY_LINKS = 8;

    private final Tree tree;
    private final ContentSource contents;
    private final List<String> directories;
    private final Map<UnitName, Optional<SystemUnit>> known = new HashMap<>();

    private SystemUnits(Tree tree, ContentSource contents, List<String> directories) {
        this.tree = tree;
        this.contents = contents;
        this.directories = directories;
    }

    /// The units of the machine; nothing is read yet.
    public static SystemUnits ofMachine(Tree tree, ContentSource contents) {
        return new SystemUnits(tree, contents, SYSTEM);
    }

    /// The units that every user's manager has; nothing is read yet.
    public static SystemUnits ofUsers(Tree tree, ContentSource contents) {
        return new SystemUnits(tree, contents, USER);
    }

    /// The unit of this name; an instance is found by its template. An alias leads to what it stands for.
    public Optional<SystemUnit> find(UnitName name) throws IOException {
        Optional<SystemUnit> found = known.get(name);
        if (found == null) {
            found = read(name);
            known.put(name, found);
        }
        return found;
    }

    private Optional<SystemUnit> read(UnitName name) throws IOException {
        Optional<String> path = path(name);
        if (path.isEmpty() && name.template().isPresent()) {
            path = path(name.template().get());
        }
        if (path.isEmpty()) {
            return Optional.empty();
        }
        Resolved file = resolve(path.get());
        if (file.masked()) {
            return Optional.of(new SystemUnit(name, true, UnitSettings.parse(List.of())));
        }
        if (file.file().isEmpty()) {
            return Optional.empty();
        }
        UnitName own = actual(name, file.path());
        List<String> texts = new ArrayList<>();
        texts.add(text(file.file().get()));
        for (RegularFile dropIn : dropIns(own)) {
            texts.add(text(dropIn));
        }
        return Optional.of(new SystemUnit(own, false, UnitSettings.parse(texts)));
    }

    private Optional<String> path(UnitName name) {
        return directories.stream()
                .map(directory -> directory + "/" + name)
                .filter(tree::contains)
                .findFirst();
    }

    /// Where a path leads to in the end.
    private record Resolved(String path, boolean masked, Optional<RegularFile> file) {}

    private Resolved resolve(String path) {
        String at = path;
        for (int i = 0; i < MANY_LINKS; i++) {
            Optional<Node> node = tree.node(at);
            if (node.isEmpty()) {
                break;
            }
            if (node.get() instanceof RegularFile file) {
                return new Resolved(at, file.size() == 0, Optional.of(file));
            }
            if (!(node.get() instanceof Symlink link)) {
                break;
            }
            if (link.target().equals(NOWHERE)) {
                return new Resolved(at, true, Optional.empty());
            }
            at = TreePaths.follow(at, link.target());
        }
        return new Resolved(at, false, Optional.empty());
    }

    /// An alias is a link to a file of another name; links to files elsewhere, and instances, keep their name.
    private static UnitName actual(UnitName asked, String path) {
        UnitName file = new UnitName(path.substring(path.lastIndexOf('/') + 1));
        if (file.isTemplate()) {
            return asked.instance().isEmpty()
                    ? asked
                    : new UnitName(file.prefix() + "@" + asked.instance() + "." + file.type());
        }
        return file;
    }

    /// By file name, across all directories; a file in a more specific directory, or in `/etc`, hides its namesakes.
    private List<RegularFile> dropIns(UnitName name) {
        SortedMap<String, String> paths = new TreeMap<>();
        for (String dropIns : name.dropInDirectories()) {
            for (String directory : directories.reversed()) {
                for (Entry each : tree.children(directory + "/" + dropIns)) {
                    if (each.name().endsWith(".conf")) {
                        paths.put(each.name(), each.path());
                    }
                }
            }
        }
        return paths.values().stream()
                .map(this::resolve)
                .filter(resolved -> !resolved.masked())
                .flatMap(resolved -> resolved.file().stream())
                .toList();
    }

    /// The units that `start` leads to by what they want, require and uphold, itself included; what is masked or not
    /// there leads nowhere.
    public SortedSet<UnitName> reachable(UnitName start) throws IOException {
        return reachable(start, _ -> true);
    }

    /// The units that `start` leads to when only targets lead on: what somebody has enabled, without what that needs.
    public SortedSet<UnitName> enabled(UnitName start) throws IOException {
        return reachable(start, name -> name.type().equals("target"));
    }

    private SortedSet<UnitName> reachable(UnitName start, Predicate<UnitName> leadsOn) throws IOException {
        SortedSet<UnitName> reached = new TreeSet<>();
        Deque<UnitName> next = new ArrayDeque<>(List.of(start));
        while (!next.isEmpty()) {
            Optional<SystemUnit> unit = find(next.pop());
            if (unit.isPresent()
                    && !unit.get().masked()
                    && reached.add(unit.get().name())
                    && leadsOn.test(unit.get().name())) {
                next.addAll(unit.get().pulledIn());
                next.addAll(linked(unit.get().name()));
            }
        }
        return reached;
    }

    private List<UnitName> linked(UnitName name) {
        List<UnitName> linked = new ArrayList<>();
        for (String directory : directories) {
            for (String kind : List.of(".wants", ".requires", ".upholds")) {
                tree.children(directory + "/" + name + kind).forEach(each -> linked.add(new UnitName(each.name())));
            }
        }
        return linked;
    }

    private String text(RegularFile file) throws IOException {
        try (InputStream in = contents.open(file.content())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
