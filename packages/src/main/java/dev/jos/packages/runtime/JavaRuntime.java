package dev.jos.packages.runtime;

import dev.jos.host.Command;
import dev.jos.host.DurableFiles;
import dev.jos.host.JosRoot;
import dev.jos.host.Sha256;
import dev.jos.packages.Architecture;
import dev.jos.packages.tools.Confinement;
import dev.jos.packages.tools.ToolSet;
import dev.jos.packages.tools.ToolsView;
import dev.jos.store.Attributes;
import dev.jos.store.Directory;
import dev.jos.store.ObjectId;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import dev.jos.store.StoreBatch;
import dev.jos.store.Symlink;
import dev.jos.store.Tree;
import dev.jos.store.TreeBuilder;
import dev.jos.store.TreeId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// A Java runtime with just the modules that jos needs, a fifth of a whole one: Debian's, linked by its own jlink(1).
/// Nothing of it is run meanwhile, so that it may be one for another architecture.
///
/// The same packages give the same bytes. What was made once is found again.
public final class JavaRuntime {

    /// What jos and its libraries use. `jdk.compiler` is for modules of configurations, which are sources.
    static final List<String> MODULES = List.of(
            "java.base",
            "java.compiler",
            "java.logging",
            "java.management",
            "java.net.http",
            "java.xml",
            "jdk.compiler",
            "jdk.unsupported",
            "jdk.zipfs");

    private static final int VERSION = 2;
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int EXECUTABLE = 0755;
    private static final int PLAIN = 0644;

    private final JosRoot root;
    private final Store store;
    private final ToolsView tools;
    private final DurableFiles files;

    public JavaRuntime(JosRoot root, Store store, ToolsView tools, DurableFiles files) {
        this.root = root;
        this.store = store;
        this.tools = tools;
        this.files = files;
    }

    /// The runtime as a tree in the store: `bin/java`, `lib` and what belongs to it. Whoever calls holds the store.
    public Tree tree(Architecture architecture) throws IOException {
        Path known = root.cache().resolve("runtime").resolve(key(architecture).hex());
        Optional<TreeId> made = recall(known);
        if (made.isPresent()) {
            return store.tree(made.get());
        }
        Tree tree = link(architecture);
        files.write(known, (tree.id().hex() + "\n").getBytes(StandardCharsets.UTF_8));
        return tree;
    }

    private Sha256 key(Architecture architecture) throws IOException {
        String text = VERSION + " " + architecture.debianName() + " "
                + tools.identity(ToolSet.JAVA, architecture).hex() + " " + MODULES;
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private Optional<TreeId> recall(Path known) throws IOException {
        try {
            TreeId id = TreeId.parse(Files.readString(known).strip());
            return store.contains(id) ? Optional.of(id) : Optional.empty();
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    private Tree link(Architecture architecture) throws IOException {
        Path staging = root.staging().resolve("runtime-" + UUID.randomUUID());
        files.createDirectories(staging);
        try {
            Path modules = tools.root(ToolSet.JAVA, architecture).resolve(home(architecture) + "/jmods");
            Command jlink = Command.of("/" + home(tools.machine()) + "/bin/jlink", "--module-path", "/jmods")
                    .with("--add-modules", String.join(",", MODULES))
                    .with("--strip-java-debug-attributes", "--no-header-files", "--no-man-pages")
                    .with("--compress", "zip-6", "--output", "/out/runtime")
                    .timeout(LIMIT);
            Confinement seen = Confinement.NONE.writing(staging, "/out").reading(modules, "/jmods");
            tools.sandbox(ToolSet.JAVA).run(jlink, seen);
            if (tools.runs(architecture)) {
                // The classes of Java itself, ready to use: without them each start takes half a second longer.
                tools.sandbox(ToolSet.JAVA)
                        .run(Command.of("/out/runtime/bin/java", "-Xshare:dump").timeout(LIMIT), seen);
            }
            return collect(staging.resolve("runtime"));
        } finally {
            files.deleteTree(staging);
        }
    }

    /// Where Debian has it.
    private static String home(Architecture architecture) {
        return "usr/lib/jvm/java-25-openjdk-" + architecture.debianName();
    }

    private Tree collect(Path runtime) throws IOException {
        TreeBuilder tree = Tree.builder();
        try (StoreBatch batch = store.batch();
                Stream<Path> all = Files.walk(runtime)) {
            for (Path each : (Iterable<Path>) all.sorted()::iterator) {
                String path = runtime.relativize(each).toString();
                if (Files.isSymbolicLink(each)) {
                    tree.put(path, Symlink.to(Files.readSymbolicLink(each).toString()));
                } else if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                    tree.put(path, Directory.of(EXECUTABLE));
                } else {
                    tree.put(path, file(each, batch));
                }
            }
            Tree whole = tree.build();
            batch.add(whole);
            batch.commit();
            return whole;
        }
    }

    private static RegularFile file(Path file, StoreBatch batch) throws IOException {
        boolean executable =
                Files.isExecutable(file) && !file.getFileName().toString().endsWith(".so");
        try (InputStream in = Files.newInputStream(file)) {
            ObjectId content = batch.add(in, executable);
            return new RegularFile(Attributes.of(executable ? EXECUTABLE : PLAIN), content, Files.size(file));
        }
    }
}
