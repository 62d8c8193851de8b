package dev.jos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.jos.host.JosRoot;
import dev.jos.host.LinuxDurableFiles;
import dev.jos.host.LinuxSystemCalls;
import dev.jos.interfaces.elf.ElfFile;
import dev.jos.interfaces.testing.SyntheticElf;
import dev.jos.packages.archive.testing.SyntheticPackage;
import dev.jos.store.Entry;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import dev.jos.store.Tree;
import dev.jos.store.TreeId;
import dev.jos.system.GenerationManifest;
import dev.jos.system.SystemId;
import dev.jos.system.Systems;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One program, or one service, with another build of a library that two programs use.
class ScopeCommandsTest {

    private static final String LIBRARY = "./usr/lib/x86_64-linux-gnu/libfoo.so.1";
    private static final String DAEMON = "./usr/lib/systemd/system/tool.service";

    @TempDir
    Path temp;

    private SyntheticMachine machine;

    @BeforeEach
    void publish() {
        machine = new SyntheticMachine(temp)
                .publish(
                        library("1.0").file(LIBRARY, foo("foo_open").bytes()),
                        library("1.1")
                                .file(
                                        LIBRARY,
                                        foo("foo_open")
                                                .exports("foo_more", "FOO_1", 0)
                                                .bytes()),
                        program("app", "foo_open"),
                        program("newer", "foo_more"),
                        program("tool", "foo_open").file(DAEMON, "[Service]\nExecStart=/usr/bin/tool\n"),
                        SyntheticPackage.of("odd", "1.0")
                                .field("Depends: libfoo1")
                                .file("./usr/bin/odd", withoutNote()),
                        program("pair", "foo_open").field("Pre-Depends: foo-bin"),
                        SyntheticPackage.of("foo-bin", "1.1")
                                .field("Source: foo")
                                .field("Depends: libfoo1 (= 1.1)"),
                        SyntheticPackage.of("foo-bin", "1.0")
                                .field("Source: foo")
                                .field("Depends: libfoo1 (= 1.0)"),
                        libc("2.41"),
                        libc("2.40"),
                        SyntheticPackage.of("words", "1.0").file("./usr/share/words", "words\n"),
                        SyntheticPackage.of("words", "0.9").file("./usr/share/words", "word\n"),
                        SyntheticPackage.of("script", "1.0")
                                .field("Depends: libfoo1, words")
                                .file("./usr/bin/script", "#!/bin/sh\n"),
                        SyntheticMachine.hello());
        scope("");
    }

    private static SyntheticPackage library(String version) {
        return SyntheticPackage.of("libfoo1", version).field("Source: foo");
    }

    private static SyntheticElf foo(String symbol) {
        return SyntheticElf.x86().soname("libfoo.so.1").exports(symbol, "FOO_1", 0);
    }

    private static SyntheticPackage program(String name, String symbol) {
        return SyntheticPackage.of(name, "1.0")
                .field("Depends: libfoo1 (>= 1.0), words, libc6")
                .file(
                        "./usr/bin/" + name,
                        SyntheticElf.x86()
                                .interpreter("/lib64/ld-linux-x86-64.so.2")
                                .needs("libfoo.so.1")
                                .imports(symbol, "FOO_1", "libfoo.so.1")
                                .bytes());
    }

    private static SyntheticPackage libc(String version) {
        SyntheticElf file = SyntheticElf.x86().soname("libc.so.6").exports("c_" + version, "GLIBC_2", 0);
        return SyntheticPackage.of("libc6", version).file("./usr/lib/x86_64-linux-gnu/libc.so.6", file.bytes());
    }

    /// Program headers lie behind the ELF header, 56 bytes each; the fourth is the note.
    private static byte[] withoutNote() {
        byte[] bytes = SyntheticElf.x86()
                .interpreter("/lib64/ld-linux-x86-64.so.2")
                .needs("libfoo.so.1")
                .bytes();
        bytes[64 + 3 * 56] = 0;
        return bytes;
    }

    private void scope(String text) {
        try {
            machine.install("app", "newer", "tool", "script", "odd", "pair")
                    .configure(machine.configurationText() + text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Transcript plan() {
        return machine.jos("build", machine.configurationFile().toString(), "--dry-run");
    }

    private String refusal(String text) {
        scope(text);
        Transcript run = plan();
        assertThat(run.status()).as(run.out()).isEqualTo(4);
        return run.err();
    }

    @Test
    void one_program_is_rebound_and_no_other() throws IOException {
        scope("packages.scope.app.override.libfoo1.version = \"1.0\"\n");

        Transcript plan = plan();

        assertThat(plan.status()).as(plan.err()).isZero();
        assertThat(plan.out()).isEqualTo("""
                ↓ libfoo1 1.1 → 1.0, for app alone
                Bound to others than before: app.
                It would be: 0 sources built, 1 package rebound, 0 rebuilt.
                """);
        assertThat(machine.lockFile()).doesNotExist();
    }

    @Test
    void both_libraries_are_in_the_system_and_each_has_its_user() throws IOException {
        scope("packages.scope.app.override.libfoo1.version = \"1.0\"\n");

        machine.assertBuilds();

        assertThat(Files.readString(machine.lockFile()))
                .contains("\npackage libfoo1 1.1 amd64 trixie foo ", "\nscope app libfoo1 1.0 amd64 trixie foo ");
        assertThat(machine.build().out()).startsWith("Unchanged: generation 1");
        JsonArray interfaces = JsonParser.parseString(
                        machine.jos("interface", "list", "--json").out())
                .getAsJsonArray();
        JsonObject stock = interfaces.get(1).getAsJsonObject();
        JsonObject scoped = interfaces.get(2).getAsJsonObject();
        assertThat(stock.get("path").getAsString()).isEqualTo("/usr/lib/x86_64-linux-gnu/libfoo.so.1");
        assertThat(scoped.get("path").getAsString()).isEqualTo("/usr/lib/jos/scopes/app/libfoo.so.1");
        assertThat(scoped.get("scope").getAsString()).isEqualTo("app");
        assertThat(scoped.get("generation")).isNotEqualTo(stock.get("generation"));
        assertThat(machine.jos("interface", "list").out()).contains("app alone");
    }

    @Test
    void the_programs_of_the_package_are_changed_and_nothing_else_is() throws IOException {
        machine.assertBuilds();
        Tree before = view();
        scope("packages.scope.app.override.libfoo1.version = \"1.0\"\n");
        machine.assertBuilds();
        Tree after = view();

        String library = "usr/lib/jos/scopes/app/libfoo.so.1";
        List<String> changed = after.entries().stream()
                .filter(each -> !before.entry(each.path()).equals(Optional.of(each)))
                .map(Entry::path)
                .filter(path -> !library.startsWith(path))
                .toList();
        assertThat(changed).containsExactly("usr/bin/app");
        assertThat(read(after, "usr/bin/app").rpath()).containsExactly("/usr/lib/jos/scopes/app");
        assertThat(read(after, library).symbols()).hasSize(1);
        assertThat(read(after, "usr/lib/x86_64-linux-gnu/libfoo.so.1").symbols())
                .hasSize(2);
    }

    private Store store() {
        LinuxSystemCalls calls = new LinuxSystemCalls();
        return Store.open(new JosRoot(machine.root()), new LinuxDurableFiles(calls), calls);
    }

    /// Of the newest generation.
    private Tree view() throws IOException {
        JsonArray generations = JsonParser.parseString(
                        machine.jos("generations", "list", "--json").out())
                .getAsJsonArray();
        String id = generations
                .get(generations.size() - 1)
                .getAsJsonObject()
                .get("system")
                .getAsString();
        GenerationManifest manifest = Systems.find(new JosRoot(machine.root()), SystemId.parse(id))
                .orElseThrow()
                .manifest();
        return store().tree(new TreeId(manifest.view()));
    }

    private byte[] content(Tree tree, String path) throws IOException {
        RegularFile file = (RegularFile) tree.node(path).orElseThrow();
        try (InputStream content = store().open(file.content())) {
            return content.readAllBytes();
        }
    }

    private ElfFile read(Tree tree, String path) throws IOException {
        return ElfFile.read(ByteBuffer.wrap(content(tree, path))).orElseThrow();
    }

    @Test
    void a_scope_can_be_given_up() throws IOException {
        machine.assertBuilds();
        String system =
                machine.jos("generations", "list", "--json").out().replaceAll("(?s).*\"system\": ?\"(\\w+)\".*", "$1");
        scope("packages.scope.app.override.libfoo1.version = \"1.0\"\n");
        assertThat(machine.build().out()).contains("Built generation 2", "↓ libfoo1 1.1 → 1.0, for app alone");
        scope("");

        assertThat(machine.build().out()).contains("Built generation 3", system.substring(0, 12));
        assertThat(Files.readString(machine.lockFile())).doesNotContain("scope");
    }

    @Test
    void a_service_gets_a_mount_over_the_library_of_the_system() throws IOException {
        scope("packages.scope.\"tool.service\".override.libfoo1.version = \"1.0\"\n");

        machine.assertBuilds();

        assertThat(new String(
                        content(view(), "etc/systemd/system/tool.service.d/jos-scope.conf"), StandardCharsets.UTF_8))
                .isEqualTo("""
                        [Service]
                        BindReadOnlyPaths=/usr/lib/jos/scopes/tool.service/libfoo.so.1:/usr/lib/x86_64-linux-gnu/libfoo.so.1
                        """);
        assertThat(read(view(), "usr/bin/tool").rpath()).isEmpty();
        assertThat(machine.jos("interface", "list").out()).contains("tool.service alone");
        assertThat(Files.readString(machine.lockFile())).contains("\nscope tool.service libfoo1 1.0 ");
    }

    @Test
    void a_service_of_the_configuration_is_that_of_the_program_it_starts() throws IOException {
        String units = "systemd.services { mine.execStart = \"/usr/bin/app --serve\", other.script = \"app\" }\n";
        scope(units + "packages.scope.\"mine.service\".override.libfoo1.version = \"1.0\"\n");

        machine.assertBuilds();

        assertThat(view().contains("etc/systemd/system/mine.service.d/jos-scope.conf"))
                .isTrue();
        assertThat(refusal(units + "packages.scope.\"other.service\".override.libfoo1.version = \"1.0\"\n"))
                .contains("error: The unit `other.service` starts no program of a package.");
    }

    @Test
    void what_comes_along_without_a_library_is_left_out() throws IOException {
        scope("packages.scope.pair.override.libfoo1.version = \"1.0\"\n");

        machine.assertBuilds();

        assertThat(Files.readAllLines(machine.lockFile()).stream().filter(line -> line.startsWith("scope ")))
                .singleElement()
                .asString()
                .startsWith("scope pair libfoo1 1.0 ");
    }

    @Test
    void what_a_program_would_miss_is_named() {
        assertThat(refusal("packages.scope.newer.override.libfoo1.version = \"1.0\"\n"))
                .contains(
                        "error: `newer` would not work with these libraries.",
                        "packages.scope.newer.override.libfoo1.version = \"1.0\"",
                        "`/usr/bin/newer` of `newer` needs `foo_more@FOO_1` of `libfoo.so.1`, which this `libfoo1` does not offer");
    }

    @Test
    void names_that_mean_nothing_are_answered_with_the_nearest() {
        assertThat(refusal("packages.scope.ap.override.libfoo1.version = \"1.0\"\n"))
                .contains("error: The scope `ap` is no package of the system.", "hint: Did you mean `app`?");
        assertThat(refusal("packages.scope.\"tol.service\".override.libfoo1.version = \"1.0\"\n"))
                .contains(
                        "error: No package of the system has the unit `tol.service`.",
                        "hint: Did you mean `tool.service`?");
        assertThat(refusal("packages.scope.app.override.libfo1.version = \"1.0\"\n"))
                .contains(
                        "error: The override of `libfo1` matches no package that `app` needs.",
                        "hint: Did you mean `libfoo1`?");
    }

    @Test
    void a_package_of_scripts_cannot_be_scoped() {
        assertThat(refusal("packages.scope.script.override.libfoo1.version = \"1.0\"\n"))
                .contains("error: The package `script` has no program that loads libraries.");
    }

    @Test
    void a_package_without_libraries_cannot_be_taken_in() {
        assertThat(refusal("packages.scope.app.override.words.version = \"0.9\"\n"))
                .contains("error: The package `words` has no library that the programs of `app` could load.");
    }

    @Test
    void a_program_that_cannot_be_bound_is_named_before_anything_is_built() {
        assertThat(refusal("packages.scope.odd.override.libfoo1.version = \"1.0\"\n"))
                .contains(
                        "error: `/usr/bin/odd` of `odd` cannot have libraries of its own: it has no program header to spare.",
                        "hint: Scope the unit that starts it");
    }

    @Test
    void the_c_library_goes_with_the_dynamic_linker() {
        assertThat(refusal("packages.scope.app.override.libc6.version = \"2.40\"\n"))
                .contains(
                        "error: The package `libc6` has the C library, which `app` cannot have for itself",
                        "hint: Override it for the whole system: `packages.override.libc6`.");
    }

    @Test
    void a_service_cannot_have_one_library_more() throws IOException {
        Files.write(
                temp.resolve("foo.deb"),
                library("1.5")
                        .file(LIBRARY, foo("foo_open").needs("libbar.so.1").bytes())
                        .file(
                                "./usr/lib/x86_64-linux-gnu/libbar.so.1",
                                SyntheticElf.x86().soname("libbar.so.1").bytes())
                        .bytes());

        assertThat(refusal("packages.scope.\"tool.service\".override.libfoo1.deb = ./foo.deb\n"))
                .contains("error: The package `libfoo1` has `libbar.so.1`, which the system does not have");
        scope("packages.scope.tool.override.libfoo1.deb = ./foo.deb\n");
        assertThat(plan().status()).isZero();
    }

    @Test
    void a_file_of_another_package_is_refused_with_the_option_to_write() throws IOException {
        Files.write(
                temp.resolve("foo.deb"),
                library("1.5").file(LIBRARY, foo("foo_open").bytes()).bytes());
        assertThat(refusal("packages.scope.app.override.words.deb = ./foo.deb\n"))
                .contains("hint: Write `packages.scope.app.override.libfoo1`, or name another file.");
    }
}
