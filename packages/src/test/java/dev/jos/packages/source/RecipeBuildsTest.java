package dev.jos.packages.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.sun.net.httpserver.HttpServer;
import dev.jos.host.Command;
import dev.jos.host.DownloadFailed;
import dev.jos.host.DurableFiles;
import dev.jos.host.HttpDownloader;
import dev.jos.host.JosRoot;
import dev.jos.host.LinuxDurableFiles;
import dev.jos.host.LinuxProcesses;
import dev.jos.host.LinuxSystemCalls;
import dev.jos.host.Progress;
import dev.jos.host.Sha256;
import dev.jos.packages.Architecture;
import dev.jos.packages.DebianVersion;
import dev.jos.packages.archive.Archive;
import dev.jos.packages.archive.ArchiveSettings;
import dev.jos.packages.archive.Mirrors;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.deb.PackageImporter;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.resolve.LockResolver;
import dev.jos.packages.resolve.UnsatisfiableException;
import dev.jos.packages.tools.DebianTools;
import dev.jos.packages.tools.ToolsView;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Recipes, really followed: a library in C, and a program that uses it.
@Tag("integration")
class RecipeBuildsTest {

    private static final Architecture MACHINE = Architecture.host().orElseThrow();

    private static final String HEADER = """
            /* Writes a greeting on standard output. */
            void greet(const char *name);
            """;
    private static final String IMPLEMENTATION = """
            #include "greet.h"
            #include <stdio.h>
            void greet(const char *name) { printf("Hello, %s!\\n", name); }
            """;

    @TempDir
    static Path directory;

    @TempDir
    Path sources;

    private static Store store;
    private static PackageImporter importer;
    private static RecipeBuilds builds;

    @BeforeAll
    static void connect() {
        var calls = new LinuxSystemCalls();
        DurableFiles files = new LinuxDurableFiles(calls);
        var root = new JosRoot(Path.of(System.getProperty("jos.test.root", directory.toString())));
        store = Store.open(root, files, calls);
        ArchiveSettings settings = ArchiveSettings.DEFAULT.withMirrors(Mirrors.ofMachine(Path.of("/")));
        var downloader = new HttpDownloader(files);
        Archive archive = Archive.of(settings, root, downloader, files);
        importer = new PackageImporter(root, store, files, downloader, settings.mirrors());
        var tools = new ToolsView(
                new DebianTools(root, MACHINE, new LockResolver(archive), importer, store, files, Progress.NONE),
                MACHINE,
                new LinuxProcesses());
        builds = new RecipeBuilds(root, archive, importer, store, tools, downloader, files);
    }

    @BeforeEach
    void write() throws IOException {
        write("libgreet/greet.h", HEADER);
        write("libgreet/greet.c", IMPLEMENTATION);
        write("program/main.c", """
                #include <greet.h>
                int main(int argc, char **argv) { greet(argv[argc - 1]); return 0; }
                """);
    }

    private void write(String path, String text) throws IOException {
        Path file = sources.resolve(path);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }

    private Recipe library() throws IOException {
        return recipe(
                "libgreet",
                List.of(),
                "libgreet",
                """
                gcc -O2 -fPIC -shared -Wl,-soname,libgreet.so.1 -o libgreet.so.1 *.c
                """,
                """
                mkdir -p $out/usr/lib/$MULTIARCH $out/usr/include/greet
                cp libgreet.so.1 $out/usr/lib/$MULTIARCH/libgreet.so.1.$(wc -c < greet.c)
                cp *.h $out/usr/include/greet
                cd $out/usr/lib/$MULTIARCH
                ln -s libgreet.so.1.* libgreet.so.1
                ln -s libgreet.so.1 libgreet.so
                """,
                outputs("libgreet1=usr/lib/*/libgreet.so.*", "libgreet-dev=usr/include usr/lib/*/libgreet.so"));
    }

    private Recipe program(String... moreOfBuild) throws IOException {
        String build = String.join("\n", moreOfBuild) + """

                gcc -O2 -I/usr/include/greet -o greet main.c -lgreet
                test "$(./greet you)" = "Hello, you!"
                """;
        return recipe(
                "greet",
                List.of(library()),
                "program",
                build,
                "install -D greet $out/usr/bin/greet",
                outputs("greet=*"));
    }

    private Recipe recipe(
            String name,
            List<Recipe> needed,
            String source,
            String build,
            String install,
            SortedMap<String, List<String>> outputs)
            throws IOException {
        Path path = sources.resolve(source);
        return recipe(
                name,
                needed,
                new Recipe.Directory(path, SourceDirectory.digest(path)),
                "gcc",
                List.of(new Recipe.Phase("build", build), new Recipe.Phase("install", install)),
                outputs,
                Duration.ofMinutes(5));
    }

    private static Recipe recipe(
            String name,
            List<Recipe> needed,
            Recipe.Source source,
            String tool,
            List<Recipe.Phase> phases,
            SortedMap<String, List<String>> outputs,
            Duration timeout) {
        SortedSet<String> tools = new TreeSet<>(List.of(tool));
        return new Recipe(
                name,
                DebianVersion.parse("1.0"),
                "For a test",
                source,
                tools,
                new TreeSet<>(),
                needed,
                phases,
                outputs,
                new TreeMap<>(),
                timeout);
    }

    /// A recipe of which only the commands matter.
    private Recipe commands(String install, String... outputs) throws IOException {
        return recipe("test", List.of(), "program", "true", install, outputs(outputs));
    }

    private static SortedMap<String, List<String>> outputs(String... lines) {
        SortedMap<String, List<String>> outputs = new TreeMap<>();
        for (String each : lines) {
            int equals = each.indexOf('=');
            outputs.put(
                    each.substring(0, equals),
                    Arrays.asList(each.substring(equals + 1).split(" ")));
        }
        return outputs;
    }

    private static RecipeBuild build(Recipe recipe) throws IOException {
        return builds.build(recipe, MACHINE, false, Progress.NONE);
    }

    private static String implementation(RecipeBuild build) {
        LockedPackage found = build.all().get("libgreet1");
        return found == null ? "" : found.sha256().hex();
    }

    @Test
    void packages_need_those_with_their_libraries_and_belong_to_root() throws IOException {
        RecipeBuild build = build(program());

        List<ImportedPackage> packages =
                importer.importAll(List.copyOf(build.all().values()), Progress.NONE);
        assertThat(packages).extracting(ImportedPackage::name).containsExactly("greet", "libgreet-dev", "libgreet1");
        assertThat(packages.getFirst().control().field("Depends")).contains("libc6, libgreet1");
        assertThat(packages.get(1).control().field("Depends")).contains("libgreet1");
        assertThat(packages.getFirst().control().sourceName()).isEqualTo("greet");
        RegularFile greet = (RegularFile)
                store.tree(packages.getFirst().tree()).node("usr/bin/greet").orElseThrow();
        assertThat(greet.attributes().mode()).isEqualTo(0755);
        assertThat(greet.attributes().uid()).isZero();
    }

    @Test
    void what_is_built_twice_is_the_same() throws IOException {
        builds.check(program(), MACHINE, Progress.NONE);
    }

    @Test
    void another_implementation_of_a_library_is_no_reason_to_build_its_users() throws IOException {
        RecipeBuild before = build(program());
        write(
                "libgreet/greet.c",
                IMPLEMENTATION.replace(
                        "printf(\"Hello, %s!\\n\", name)", "printf(\"Hello, \"), printf(\"%s!\\n\", name)"));

        RecipeBuild after = build(program());

        assertThat(implementation(after)).isNotEqualTo(implementation(before));
        assertThat(after.key()).isEqualTo(before.key());
        assertThat(after.packages()).isEqualTo(before.packages());
    }

    @Test
    void another_symbol_of_a_library_is_no_reason_to_build_its_users() throws IOException {
        RecipeBuild before = build(program());
        write("libgreet/extra.h", "void greet_all(void);\n");
        write("libgreet/extra.c", "#include \"greet.h\"\nvoid greet_all(void) { greet(\"all\"); }\n");

        RecipeBuild after = build(program());

        assertThat(implementation(after)).isNotEqualTo(implementation(before));
        assertThat(after.key()).isEqualTo(before.key());
        assertThat(after.packages()).isEqualTo(before.packages());
    }

    @Test
    void another_header_that_was_read_is_a_reason() throws IOException {
        RecipeBuild before = build(program());
        write("libgreet/greet.h", HEADER.replace("Writes", "Prints"));

        RecipeBuild after = build(program());

        assertThat(after.key()).isNotEqualTo(before.key());
        assertThat(after.packages()).as("a comment is not in it").isEqualTo(before.packages());
    }

    @Test
    void a_header_that_was_looked_for_in_vain_is_a_reason_once_it_is_there() throws IOException {
        write("program/main.c", """
                #include <greet.h>
                #if __has_include(<extra.h>)
                #include <extra.h>
                #endif
                int main(int argc, char **argv) { greet(argv[argc - 1]); return 0; }
                """);
        RecipeBuild before = build(program());
        write("libgreet/extra.h", "#define EXTRA 1\n");

        assertThat(build(program()).key()).isNotEqualTo(before.key());
    }

    @Test
    void a_symbol_that_was_asked_for_in_vain_is_a_reason_once_it_is_there() throws IOException {
        String test = "echo 'void greet_all(); int main() { greet_all(); }' > try.c; gcc try.c -lgreet || true";
        RecipeBuild before = build(program(test));
        write("libgreet/extra.c", "void greet_all(void) { }\n");

        assertThat(build(program(test)).key()).isNotEqualTo(before.key());
    }

    @Test
    void a_directory_that_was_listed_is_a_reason_when_something_comes_to_it() throws IOException {
        RecipeBuild before = build(program("ls /usr/include/greet > /dev/null"));
        write("libgreet/extra.h", "void greet_all(void);\n");

        assertThat(build(program("ls /usr/include/greet > /dev/null")).key()).isNotEqualTo(before.key());
    }

    @Test
    void a_static_archive_counts_with_its_content() throws IOException {
        Recipe before = archiveUser();
        String key = build(before).key().hex();
        write("libgreet/greet.c", IMPLEMENTATION.replace("Hello", "Good day"));

        assertThat(build(archiveUser()).key().hex()).isNotEqualTo(key);
    }

    private Recipe archiveUser() throws IOException {
        Recipe archive = recipe(
                "libgreet-static",
                List.of(),
                "libgreet",
                "gcc -c greet.c; ar crD libgreet.a greet.o",
                """
                install -D -m 644 libgreet.a $out/usr/lib/$MULTIARCH/libgreet.a
                install -D -m 644 greet.h $out/usr/include/greet/greet.h
                """,
                outputs("libgreet-static=*"));
        return recipe(
                "greet-static",
                List.of(archive),
                "program",
                "gcc -I/usr/include/greet -o greet main.c -lgreet",
                "install -D greet $out/usr/bin/greet",
                outputs("greet-static=*"));
    }

    @Test
    void where_nothing_is_traced_everything_but_the_implementation_counts() throws IOException {
        FilesOfRecipes before = files(build(library()));
        FileTrace everything = before.everything();
        SymbolNames none = SymbolNames.NONE;

        write("libgreet/greet.c", IMPLEMENTATION.replace("Hello", "Good day to you"));
        assertThat(files(build(library())).seen(everything, none)).isEqualTo(before.seen(everything, none));

        write("libgreet/extra.h", "void greet_all(void);\n");
        assertThat(files(build(library())).seen(everything, none)).isNotEqualTo(before.seen(everything, none));
    }

    private static FilesOfRecipes files(RecipeBuild build) throws IOException {
        List<ImportedPackage> packages = importer.importAll(build.packages(), Progress.NONE);
        return FilesOfRecipes.of(packages, DevelopmentLinks.of(packages, List.of(), store), store);
    }

    @Test
    void a_plan_says_that_something_has_to_be_built_and_builds_nothing() throws IOException {
        write("libgreet/greet.c", IMPLEMENTATION + "/* never built */\n");

        assertThat(builds.find(program(), MACHINE, Progress.NONE)).isEmpty();
    }

    private static BuildFailed failure(Recipe recipe, String part) {
        return (BuildFailed) cause(recipe, part);
    }

    private static Throwable cause(Recipe recipe, String part) {
        RecipeFailed failed = catchThrowableOfType(RecipeFailed.class, () -> build(recipe));
        assertThat(failed.part()).isEqualTo(part);
        return Objects.requireNonNull(failed.getCause());
    }

    @Test
    void a_phase_that_fails_shows_its_last_lines_and_the_log() throws IOException {
        BuildFailed failed = failure(commands("echo before; false", "test=*"), "phases.install");

        assertThat(failed.reason()).isEqualTo(BuildFailed.Reason.PHASE);
        assertThat(failed.lastLines()).containsSubsequence("before", "+ false");
        assertThat(failed.log()).isRegularFile();
    }

    @Test
    void a_build_sees_as_many_processors_as_it_may_use() throws IOException {
        build(commands("test $(nproc) = $JOBS; mkdir $out/usr; touch $out/usr/x", "test=*"));
    }

    @Test
    void a_build_writes_to_its_own_directory_only() throws IOException {
        BuildFailed failed = failure(commands("mkdir -p $out/usr; echo x > /usr/bin/x", "test=*"), "phases.install");

        assertThat(failed.lastLines()).anyMatch(line -> line.contains("Read-only file system"));
    }

    @Test
    void a_build_has_no_network() throws IOException {
        BuildFailed failed = failure(
                recipe(
                        "test",
                        List.of(),
                        commands("true", "test=*").source(),
                        "bash",
                        List.of(new Recipe.Phase(
                                "build", "cat /proc/net/dev; bash -c 'exec 3<>/dev/tcp/192.0.2.1/80'")),
                        outputs("test=*"),
                        Duration.ofMinutes(1)),
                "phases.build");

        assertThat(failed.lastLines()).anyMatch(line -> line.contains("Network is unreachable"));
    }

    @Test
    void a_build_that_does_not_end_is_stopped() throws IOException {
        Recipe endless = recipe(
                "test",
                List.of(),
                commands("true", "test=*").source(),
                "gcc",
                List.of(new Recipe.Phase("build", "sleep 1000")),
                outputs("test=*"),
                Duration.ofSeconds(1));

        assertThat(failure(endless, "phases.build").reason()).isEqualTo(BuildFailed.Reason.TIMEOUT);
    }

    @Test
    void a_recipe_that_installs_nothing_is_told() throws IOException {
        assertThat(failure(commands("true", "test=*"), "phases.install").reason())
                .isEqualTo(BuildFailed.Reason.NOTHING_INSTALLED);
    }

    @Test
    void outputs_are_patterns_that_fit() throws IOException {
        Recipe recipe = commands(
                "mkdir -p $out/usr/bin $out/usr/share; touch $out/usr/bin/one $out/usr/bin/two $out/usr/share/three",
                "first=usr/bin/one usr/lib",
                "second=usr/bin/*");

        assertThat(cause(recipe, "outputs"))
                .asInstanceOf(type(OutputsRefused.class))
                .extracting(OutputsRefused::problems)
                .isEqualTo(List.of(
                        new OutputsRefused.MatchesNothing("first", "usr/lib"),
                        new OutputsRefused.ClaimedTwice("usr/bin/one", List.of("first", "second")),
                        new OutputsRefused.Unclaimed("usr/share/three")));
    }

    @Test
    void a_tool_that_is_no_package_is_told() throws IOException {
        Recipe recipe = recipe(
                "test",
                List.of(),
                commands("true", "test=*").source(),
                "no-such-tool",
                List.of(),
                outputs("test=*"),
                Duration.ofMinutes(1));

        assertThat(cause(recipe, "needs.tools")).isInstanceOf(UnsatisfiableException.class);
    }

    @Test
    void an_archive_with_another_hash_is_refused_and_the_right_one_is_unpacked() throws IOException {
        Path packed = sources.resolve("test.tar");
        new LinuxProcesses().run(Command.of("tar", "-C", sources.toString(), "-cf", packed.toString(), "program"));
        byte[] content = Files.readAllBytes(packed);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        server.start();
        try {
            URI url = URI.create(
                    "http://127.0.0.1:%d/test.tar".formatted(server.getAddress().getPort()));

            assertThat(cause(packed(url, Sha256.of(new byte[0])), "source.sha256"))
                    .isInstanceOf(DownloadFailed.class);
            assertThat(build(packed(url, Sha256.of(content))).packages())
                    .extracting(LockedPackage::name)
                    .containsExactly("test");
        } finally {
            server.stop(0);
        }
    }

    private static Recipe packed(URI url, Sha256 sha256) {
        return recipe(
                "test",
                List.of(),
                new Recipe.Archive(url, sha256),
                "gcc",
                List.of(new Recipe.Phase("install", "install -D main.c $out/usr/share/test/main.c")),
                outputs("test=*"),
                Duration.ofMinutes(1));
    }
}
