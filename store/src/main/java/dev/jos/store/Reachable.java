package dev.jos.store;

import dev.jos.host.JosRoot;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Everything that roots and generations keep: the mark phase.
///
/// Generations and what systems say of their origin are records of another module. Every word in a generation that
/// is the name of a system counts as a reference to it, and every digest in an origin that is the name of a tree
/// likewise, so that no format has to be known here, and a mistake keeps too much rather than too little.
final class Reachable {

    private static final Pattern WORD = Pattern.compile("[0-9A-Za-z._-]+");
    private static final Pattern DIGEST = Pattern.compile("\\b[0-9a-f]{64}\\b");
    private static final String PROVENANCE = "generation.json";

    private final StoreLayout layout;
    private final Set<String> existingSystems;
    private final Set<String> systems = new HashSet<>();
    private final Set<TreeId> trees = new HashSet<>();
    private final Set<ObjectId> objects = new HashSet<>();
    private final Deque<String> systemsToRead = new ArrayDeque<>();

    private Reachable(StoreLayout layout, Set<String> existingSystems) {
        this.layout = layout;
        this.existingSystems = existingSystems;
    }

    /// @param existingSystems the ids of all systems there are
    /// @throws MalformedClosure if a root or the closure of a system cannot be read
    /// @throws DamagedTree if a tree cannot be read whose objects have to be kept
    static Reachable mark(StoreLayout layout, Set<String> existingSystems) throws IOException {
        Reachable marks = new Reachable(layout, existingSystems);
        JosRoot root = layout.root();
        if (Files.isDirectory(root.roots())) {
            try (var files = Files.newDirectoryStream(root.roots(), file -> !Roots.isHidden(file))) {
                for (Path file : files) {
                    marks.keep(Roots.read(file));
                }
            }
        }
        marks.keepGenerations(root.generations());
        while (!marks.systemsToRead.isEmpty()) {
            String system = marks.systemsToRead.remove();
            marks.keep(marks.closureOf(system));
            marks.keepMentionedTrees(root.system(system).resolve(PROVENANCE));
        }
        for (TreeId tree : marks.trees) {
            marks.keepObjectsOf(tree);
        }
        return marks;
    }

    boolean has(String system) {
        return systems.contains(system);
    }

    boolean has(TreeId tree) {
        return trees.contains(tree);
    }

    boolean has(ObjectId object) {
        return objects.contains(object);
    }

    private void keep(Closure closure) {
        trees.addAll(closure.trees());
        objects.addAll(closure.objects());
        closure.systems().forEach(this::keepSystem);
    }

    private void keepSystem(String id) {
        if (existingSystems.contains(id) && systems.add(id)) {
            systemsToRead.add(id);
        }
    }

    private Closure closureOf(String system) throws IOException {
        Path file = layout.root().system(system).resolve(Closure.FILE_NAME);
        try {
            return Roots.read(file);
        } catch (NoSuchFileException e) {
            throw new MalformedClosure(file, "the system does not say what it refers to", e);
        }
    }

    /// Keeps the trees of the packages that a system was composed of, so that they need not be imported again for
    /// the next one.
    private void keepMentionedTrees(Path provenance) throws IOException {
        if (!Files.exists(provenance)) {
            return;
        }
        Matcher digests = DIGEST.matcher(Files.readString(provenance));
        while (digests.find()) {
            TreeId tree = TreeId.parse(digests.group());
            if (Files.exists(layout.path(tree))) {
                trees.add(tree);
            }
        }
    }

    private void keepGenerations(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String text = attributes.isSymbolicLink()
                        ? Files.readSymbolicLink(file).toString()
                        : Files.readString(file);
                Matcher words = WORD.matcher(text);
                while (words.find()) {
                    keepSystem(words.group());
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void keepObjectsOf(TreeId tree) throws IOException {
        byte[] encoding;
        try {
            encoding = Files.readAllBytes(layout.path(tree));
        } catch (NoSuchFileException e) {
            // Nothing is left that could be kept; `verify` is the one to complain.
            return;
        }
        if (!TreeCodec.identify(encoding).equals(tree)) {
            throw new DamagedTree(tree);
        }
        for (Entry entry : TreeCodec.decode(encoding).entries()) {
            if (entry.node() instanceof RegularFile file) {
                objects.add(file.content());
            }
        }
    }
}
