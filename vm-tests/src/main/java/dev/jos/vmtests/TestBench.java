package dev.jos.vmtests;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.jos.cli.Main;
import dev.jos.host.Command;
import dev.jos.host.CommandFailed;
import dev.jos.host.Download;
import dev.jos.host.DurableFiles;
import dev.jos.host.HttpDownloader;
import dev.jos.host.JosRoot;
import dev.jos.host.LinuxDurableFiles;
import dev.jos.host.LinuxProcesses;
import dev.jos.host.LinuxSystemCalls;
import dev.jos.host.ProcessRunner;
import dev.jos.host.Progress;
import dev.jos.host.SystemCalls;
import dev.jos.interfaces.BindablePackage;
import dev.jos.iso.VirtualMachines;
import dev.jos.packages.Architecture;
import dev.jos.packages.archive.Archive;
import dev.jos.packages.archive.ArchiveKeys;
import dev.jos.packages.archive.ArchiveSettings;
import dev.jos.packages.archive.Mirrors;
import dev.jos.packages.archive.ReleaseProblem;
import dev.jos.packages.archive.ReleaseRejectedException;
import dev.jos.packages.archive.Suite;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.deb.PackageImporter;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.resolve.LockResolver;
import dev.jos.packages.tools.DebianTools;
import dev.jos.packages.tools.ToolsView;
import dev.jos.store.HardlinkCheckout;
import dev.jos.store.Store;
import dev.jos.store.Tree;
import dev.jos.system.PackageReference;
import dev.jos.system.SystemGeneration;
import dev.jos.system.SystemId;
import dev.jos.system.Systems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Where machines under test are built and run: a store of its own below the module's `target`, kept between
/// runs, and the very command that users run.
final class TestBench {

    private static final Duration BUILD_LIMIT = Duration.ofMinutes(30);

    private final Path sources;
    private final JosRoot root;
    private final Store store;
    private final ToolsView tools;
    private final VirtualMachines machines;
    private final DurableFiles files;
    private final ProcessRunner processes = new LinuxProcesses();

    private TestBench(Path sources, JosRoot root) {
        this.sources = sources;
        this.root = root;
        SystemCalls calls = new LinuxSystemCalls();
        this.files = new LinuxDurableFiles(calls);
        this.store = Store.open(root, files, calls);
        this.tools = tools(root, store, files, processes);
        this.machines = new VirtualMachines(root, store, tools, files, calls);
    }

    /// The bench in the source tree that the build names.
    static TestBench open() {
        Path sources = Path.of(System.getProperty("jos.source.root", ".."));
        return new TestBench(sources, new JosRoot(sources.resolve("vm-tests/target/jos")));
    }

    JosRoot root() {
        return root;
    }

    Store store() {
        return store;
    }

    ToolsView tools() {
        return tools;
    }

    VirtualMachines machines() {
        return machines;
    }

    /// The directory for pictures of the screen of a machine.
    Path pictures(String machine) {
        return root.path().resolveSibling("pictures").resolve(machine);
    }

    /// A directory for large files, on the file system of the machines' disks.
    Path workingDirectory(String machine) {
        return root.path().resolve("work").resolve(machine);
    }

    /// Makes that directory, with nothing in it.
    void emptyWorkingDirectory(String machine) throws IOException {
        files.deleteTree(workingDirectory(machine));
        files.createDirectories(workingDirectory(machine));
    }

    /// The directory for what explains the failure of a test, without what an earlier one left there.
    Path emptyFailureDirectory(String test, String method) throws IOException {
        Path directory = root.path().resolveSibling("failures").resolve(test).resolve(method);
        files.deleteTree(directory);
        Files.createDirectories(directory);
        return directory;
    }

    /// A copy of the directory of a configuration, so that its lock is not written into the sources.
    ///
    /// @param more lines that the copy of the configuration ends with
    Path copyOf(String configuration, String name, String... more) throws IOException {
        Path original = sources.resolve(configuration);
        Path directory = original.resolveSibling(".").normalize();
        Path copy = root.path().resolve("configurations").resolve(name);
        files.deleteTree(copy);
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                Path target = copy.resolve(directory.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target);
                }
            }
        }
        Path changed = copy.resolve(original.getFileName());
        Files.write(changed, List.of(more), StandardOpenOption.APPEND);
        return changed;
    }

    /// Makes a file that a copy of a configuration can name: as `../name`.
    void fileForConfigurations(String name, byte[] content) throws IOException {
        Path file = root.path().resolve("configurations").resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.write(file, content);
    }

    /// A package of a system that was built here.
    ImportedPackage imported(SystemGeneration system, String name) throws IOException {
        PackageReference reference = system.manifest().packages().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        return importer().imported(reference.archive()).orElseThrow();
    }

    /// An image for a Docker engine.
    ///
    /// @param system the id of the system in it
    record ImageFile(Path path, String name, String system) {}

    /// Forgets the generations of a machine, as if it had never been built.
    void forget(String profile) throws IOException {
        files.deleteTree(root.generations(profile));
    }

    /// Builds `configuration` with `jos build`.
    SystemGeneration build(Path configuration) throws IOException {
        JsonObject result = jos("build", configuration.toString(), "--json");
        SystemId id = SystemId.parse(
                Path.of(result.get("path").getAsString()).getFileName().toString());
        return Systems.find(root, id).orElseThrow();
    }

    /// The files of a view as hard links into the store, which nothing may write to.
    Path checkout(Tree view, String name) throws IOException {
        Path directory = root.path().resolve("views").resolve(name);
        files.deleteTree(directory);
        Files.createDirectories(directory.resolveSibling("."));
        HardlinkCheckout.write(view, store, directory);
        return directory;
    }

    /// What the packages of a system that was built here offer and need.
    List<BindablePackage> bindable(SystemGeneration system) throws IOException {
        PackageImporter importer = importer();
        List<BindablePackage> packages = new ArrayList<>();
        for (PackageReference each : system.manifest().packages()) {
            packages.add(importer.imported(each.archive()).orElseThrow().bindable());
        }
        return packages;
    }

    private PackageImporter importer() {
        return new PackageImporter(root, store, files, new HttpDownloader(files), Mirrors.ofMachine(Path.of("/")));
    }

    /// Makes the image of `configuration` as a container with `jos image`.
    ///
    /// @param test names the image
    ImageFile image(Path configuration, String test) throws IOException {
        Path file = root.path().resolve("images").resolve(test + ".tar");
        String name = "jos-tests/" + test.toLowerCase(Locale.ROOT);
        JsonObject result = jos(
                "image", configuration.toString(), "--format", "oci", "-o", file.toString(), "--name", name, "--json");
        return new ImageFile(
                file, result.get("name").getAsString(), result.get("system").getAsString());
    }

    /// What `jos` says when it refuses `arguments`, with `--json` among them.
    String refusal(String... arguments) throws IOException {
        try {
            JsonObject done = jos(arguments);
            throw new AssertionError("not refused: " + done);
        } catch (CommandFailed refused) {
            return refused.result().text();
        }
    }

    /// Runs `jos` with `--json` among `arguments`, and reads what it prints.
    JsonObject jos(String... arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String printed = processes
                .run(Command.of(java, "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
                        .with("-cp", System.getProperty("java.class.path"), Main.class.getName())
                        .with(arguments)
                        .env("JOS_ROOT", root.path().toString())
                        .timeout(BUILD_LIMIT))
                .text();
        return JsonParser.parseString(printed).getAsJsonObject();
    }

    /// The archive seen through one suite, whose lists are here. A mirror that stands still has releases that
    /// are older than they say they are good for: those are read as of a day when they were good.
    Archive archive(String suite) throws IOException {
        Architecture machine = Architecture.host().orElse(Architecture.AMD64);
        try {
            archive(suite, Clock.systemUTC()).indexOrRefresh(machine, Progress.NONE);
        } catch (ReleaseRejectedException rejected) {
            if (!(rejected.problem() instanceof ReleaseProblem.Expired expired)) {
                throw rejected;
            }
            Clock then = Clock.fixed(expired.validUntil().minusSeconds(3600), ZoneOffset.UTC);
            archive(suite, then).refresh(machine, List.of(), Progress.NONE);
        }
        return archive(suite, Clock.systemUTC());
    }

    private Archive archive(String suite, Clock clock) throws IOException {
        ArchiveSettings settings = ArchiveSettings.DEFAULT.withMirrors(Mirrors.ofMachine(Path.of("/")));
        return Archive.of(settings, root, new HttpDownloader(files), files, ArchiveKeys.debian(), clock)
                .ofSuites(List.of(Suite.named(suite)));
    }

    /// Downloads a package of the archive to `file`.
    void download(LockedPackage locked, Path file) throws IOException {
        Download wanted = Download.of(archive(locked.suite()).locations(locked), file, locked.sha256(), locked.size());
        new HttpDownloader(files).download(List.of(wanted), Progress.NONE);
    }

    private static ToolsView tools(JosRoot root, Store store, DurableFiles files, ProcessRunner processes) {
        Architecture machine = Architecture.host().orElse(Architecture.AMD64);
        HttpDownloader downloader = new HttpDownloader(files);
        Mirrors mirrors = Mirrors.ofMachine(Path.of("/"));
        Archive archive = Archive.of(ArchiveSettings.DEFAULT.withMirrors(mirrors), root, downloader, files);
        PackageImporter importer = new PackageImporter(root, store, files, downloader, mirrors);
        LockResolver resolver = new LockResolver(archive);
        return new ToolsView(
                new DebianTools(root, machine, resolver, importer, store, files, Progress.NONE), machine, processes);
    }
}
