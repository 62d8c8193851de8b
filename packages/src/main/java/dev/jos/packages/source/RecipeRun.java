package dev.jos.packages.source;

import dev.jos.host.Command;
import dev.jos.host.DurableFiles;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.tools.Confinement;
import dev.jos.packages.tools.FileTracer;
import dev.jos.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// One run through the phases of a recipe, and the packages that come out of it.
final class RecipeRun {

    /// The time of all files, and what tools take for the present that heed `SOURCE_DATE_EPOCH`.
    static final FileTime TIME = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

    /// How the archive with the source is called among the inputs.
    private static final String ARCHIVE = "archive";

    private static final String TREE = "/build/source";

    /// The directory that most archives have around everything is not part of the source.
    private static final String UNPACK = """
            set -e
            mkdir /build/unpacked
            tar -x -f /sources/archive --no-same-owner -C /build/unpacked
            set -- /build/unpacked/*
            if [ $# = 1 ] && [ -d "$1" ]; then
              mv "$1" /build/source
            else
              mv /build/unpacked /build/source
            fi
            """;

    private final PreparedRecipe prepared;
    private final BuildDirectory directory;
    private final DurableFiles files;
    private Optional<FileTracer> tracer = Optional.empty();

    RecipeRun(PreparedRecipe prepared, BuildDirectory directory, DurableFiles files) {
        this.prepared = prepared;
        this.directory = directory;
        this.files = files;
    }

    /// Makes the directory.
    ///
    /// @param archive the downloaded source, if it is an archive
    void prepare(Store store, Path archive) throws IOException {
        directory.create(
                new BuildRoot(store).compose(prepared.inputs(), prepared.links()), environment(), store, files);
        files.createDirectories(directory.build().resolve("out"));
        switch (recipe().source()) {
            case Recipe.Archive _ -> Files.copy(archive, directory.sources().resolve(ARCHIVE));
            case Recipe.Directory(Path source, var _) ->
                SourceDirectory.copy(source, directory.build().resolve("source"), TIME);
        }
    }

    /// Notes from now on what the phases look for, if this machine lets programs be traced.
    void traceWith(FileTracer possible) throws IOException {
        if (directory.canRun(
                possible.traced(Command.of("true"), "probe"), possible.seen(Confinement.NONE, directory.trace()))) {
            tracer = Optional.of(possible);
        }
    }

    /// What the phases looked for; everything if that was not traced.
    ///
    /// @param ofArchive whether a package of the archive has a path
    FileTrace trace(Predicate<String> ofArchive) throws IOException {
        return tracer.isPresent()
                ? FileTrace.read(directory.trace(), prepared.files()).without(ofArchive)
                : prepared.files().everything();
    }

    /// The names of symbols that the build may have asked for.
    SymbolNames names(List<ImportedPackage> packages) throws IOException {
        return SymbolNames.of(directory.build().resolve("source"), packages);
    }

    private Recipe recipe() {
        return prepared.recipe();
    }

    /// Goes through all phases.
    ///
    /// @return the packages
    List<Path> build() throws IOException {
        if (recipe().source() instanceof Recipe.Archive) {
            part("source.url", () -> step(BuildFailed.Reason.UNPACK, "", Command.of("sh", "-c", UNPACK)));
        }
        for (Recipe.Phase each : recipe().phases()) {
            part("phases." + each.name(), () -> run(each));
        }
        Path installed = directory.build().resolve("out");
        if (isEmpty(installed)) {
            part("phases.install", () -> {
                throw directory.failed(BuildFailed.Reason.NOTHING_INSTALLED, "install");
            });
        }
        Outputs outputs = outputs(installed);
        OutputRelations relations = OutputRelations.of(installed, outputs, prepared.inputs());
        List<Path> packages = new ArrayList<>();
        for (Map.Entry<String, List<String>> each : outputs.files().entrySet()) {
            SortedSet<String> needs = new TreeSet<>(relations.of(each.getKey()));
            needs.addAll(recipe().depends().getOrDefault(each.getKey(), List.of()));
            packages.add(pack(each.getKey(), needs));
        }
        for (Map.Entry<String, List<String>> each : outputs.files().entrySet()) {
            fill(each.getKey(), installed, each.getValue());
            String name = each.getKey();
            step(
                    BuildFailed.Reason.BUILD,
                    "packages",
                    Command.of(
                            "dpkg-deb",
                            "--root-owner-group",
                            "-Zxz",
                            "--threads-max=1",
                            "--build",
                            "/build/packages/" + name,
                            "/build/" + file(name)));
        }
        return packages;
    }

    private void run(Recipe.Phase phase) throws IOException {
        Command shell = Command.of("sh", "-e", "-x", "-c", phase.commands())
                .directory(Path.of(TREE))
                .timeout(recipe().timeout());
        if (tracer.isPresent()) {
            directory.step(
                    BuildFailed.Reason.PHASE,
                    phase.name(),
                    tracer.get().traced(shell, phase.name()),
                    tracer.get().seen(Confinement.NONE, directory.trace()));
        } else {
            directory.step(BuildFailed.Reason.PHASE, phase.name(), shell);
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    private void part(String part, Step step) throws IOException {
        try {
            step.run();
        } catch (BuildFailed failed) {
            throw new RecipeFailed(recipe().name(), part, failed);
        }
    }

    private Outputs outputs(Path installed) throws IOException {
        try {
            return Outputs.divide(recipe(), installed);
        } catch (OutputsRefused refused) {
            throw new RecipeFailed(recipe().name(), "outputs", refused);
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    /// Writes what a package says of itself; returns where it will be.
    private Path pack(String output, SortedSet<String> needs) throws IOException {
        StringBuilder control = new StringBuilder();
        control.append("Package: ").append(output).append('\n');
        control.append("Source: ").append(recipe().name()).append('\n');
        control.append("Version: ").append(recipe().version().text()).append('\n');
        control.append("Architecture: ")
                .append(prepared.architecture().debianName())
                .append('\n');
        control.append("Maintainer: jos <jos@localhost>\n");
        if (!needs.isEmpty()) {
            control.append("Depends: ").append(String.join(", ", needs)).append('\n');
        }
        control.append("Description: ").append(recipe().summary()).append('\n');
        Path file = directory.build().resolve("packages").resolve(output).resolve("DEBIAN/control");
        files.createDirectories(file.resolveSibling("."));
        Files.write(file, control.toString().getBytes(StandardCharsets.UTF_8));
        return directory.build().resolve(file(output));
    }

    private String file(String output) {
        return "%s_%s_%s.deb"
                .formatted(
                        output,
                        recipe().version().text(),
                        prepared.architecture().debianName());
    }

    /// Moves the files of a package to it, and leaves nothing of the moment and the user in them.
    private void fill(String output, Path installed, List<String> paths) throws IOException {
        Path root = directory.build().resolve("packages").resolve(output);
        for (String each : paths) {
            Path to = root.resolve(each);
            Files.createDirectories(to.resolveSibling("."));
            Files.move(installed.resolve(each), to);
        }
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path each : walk.toList().reversed()) {
                if (!Files.isSymbolicLink(each)) {
                    boolean open = Files.isDirectory(each) || Files.isExecutable(each);
                    Files.setPosixFilePermissions(
                            each, PosixFilePermissions.fromString(open ? "rwxr-xr-x" : "rw-r--r--"));
                    Files.setLastModifiedTime(each, TIME);
                }
            }
        }
    }

    private void step(BuildFailed.Reason reason, String subject, Command command) throws IOException {
        directory.step(reason, subject, command);
    }

    private Map<String, String> environment() {
        return Map.of(
                "SOURCE_DATE_EPOCH", Long.toString(TIME.toMillis() / 1000),
                "JOBS", Integer.toString(Runtime.getRuntime().availableProcessors()),
                "MULTIARCH", prepared.architecture().multiarch(),
                "name", recipe().name(),
                "version", recipe().version().text(),
                "out", "/build/out");
    }
}
