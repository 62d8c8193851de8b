package dev.jos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.jos.interfaces.testing.SyntheticElf;
import dev.jos.packages.archive.testing.SyntheticPackage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Packages that come from elsewhere, on a machine with a library and two programs.
class OverrideCommandsTest {

    private static final String LIBRARY = "./usr/lib/x86_64-linux-gnu/libfoo.so.1";

    @TempDir
    Path temp;

    private SyntheticMachine machine;

    @BeforeEach
    void publish() {
        machine = new SyntheticMachine(temp)
                .install("app", "idle", "tool")
                .publish(
                        library("1.0").file(LIBRARY, foo("foo_open").bytes()),
                        library("1.1")
                                .file(
                                        LIBRARY,
                                        foo("foo_open")
                                                .exports("foo_more", "FOO_1", 0)
                                                .bytes()),
                        program("app", "foo_open"),
                        program("idle", ""),
                        SyntheticPackage.of("tool", "1.0").field("Depends: libfoo1 (>= 1.0)"),
                        SyntheticMachine.hello());
    }

    private static SyntheticPackage library(String version) {
        return SyntheticPackage.of("libfoo1", version).field("Source: foo");
    }

    private static SyntheticElf foo(String symbol) {
        return SyntheticElf.x86().soname("libfoo.so.1").exports(symbol, "FOO_1", 0);
    }

    private static SyntheticPackage program(String name, String symbol) {
        SyntheticElf file =
                SyntheticElf.x86().interpreter("/lib64/ld-linux-x86-64.so.2").needs("libfoo.so.1");
        if (!symbol.isEmpty()) {
            file.imports(symbol, "FOO_1", "libfoo.so.1");
        }
        return SyntheticPackage.of(name, "1.0")
                .field("Depends: libfoo1 (>= 1.0)")
                .file("./usr/bin/" + name, file.bytes());
    }

    private void override(String text) {
        try {
            machine.install("app", "idle", "tool").configure(machine.configurationText() + text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void file(String name, SyntheticPackage content) throws IOException {
        Files.write(temp.resolve(name), content.bytes());
    }

    private Transcript dryRun(String... more) {
        String[] words = new String[3 + more.length];
        words[0] = "build";
        words[1] = machine.configurationFile().toString();
        words[2] = "--dry-run";
        System.arraycopy(more, 0, words, 3, more.length);
        return machine.jos(words);
    }

    private static JsonObject json(Transcript run) {
        assertThat(run.status()).as(run.err()).isZero();
        return JsonParser.parseString(run.out()).getAsJsonObject();
    }

    @Test
    void a_plan_says_what_is_rebound_and_changes_nothing() throws IOException {
        override("packages.override.libfoo1.version = \"1.0\"\n");

        Transcript plan = dryRun();

        assertThat(plan.status()).as(plan.err()).isZero();
        assertThat(plan.out()).isEqualTo("""
                ↓ libfoo1 1.1 → 1.0, as the configuration says
                Bound to others than before: app, idle.
                It would be: 0 sources built, 2 packages rebound, 0 rebuilt.
                3 packages depend on that, directly or not: so many would be built again if all that goes in named a package.
                """);
        assertThat(machine.lockFile()).doesNotExist();
        assertThat(machine.jos("generations", "list", "--json").out()).isEqualTo("[]\n");
    }

    @Test
    void a_file_takes_the_place_of_a_package_and_gives_it_back() throws IOException {
        machine.assertBuilds();
        file("foo.deb", library("1.5").file(LIBRARY, foo("foo_open").bytes()));
        override("packages.override.libfoo1.deb = ./foo.deb\n");

        JsonObject built = json(machine.jos("build", machine.configurationFile().toString(), "--json"));

        assertThat(built.getAsJsonArray("rebound").toString())
                .isEqualTo("[{\"package\":\"app\",\"interfaces\":[\"libfoo.so.1\"]},"
                        + "{\"package\":\"idle\",\"interfaces\":[\"libfoo.so.1\"]}]");
        assertThat(built.getAsJsonArray("built")).isEmpty();
        assertThat(built.getAsJsonArray("rebuilt")).isEmpty();
        assertThat(Files.readString(machine.lockFile()))
                .contains("\npackage libfoo1 1.1 amd64 trixie foo ", "\noverride libfoo1 1.5 amd64 local foo ");
        assertThat(machine.build().out()).startsWith("Unchanged: generation 2");

        override("");

        assertThat(machine.build().out())
                .contains("Built generation 3", "0 sources built, 2 packages rebound, 0 rebuilt.");
        assertThat(Files.readString(machine.lockFile())).doesNotContain("override");
    }

    @Test
    void a_file_that_changes_is_another_override() throws IOException {
        file("foo.deb", library("1.5").file(LIBRARY, foo("foo_open").bytes()));
        override("packages.override.libfoo1.deb = ./foo.deb\n");
        machine.assertBuilds();
        file(
                "foo.deb",
                library("1.6")
                        .file(
                                LIBRARY,
                                foo("foo_open").exports("foo_new", "FOO_1", 0).bytes()));

        assertThat(machine.build().out())
                .contains("Built generation 2", "0 sources built, 2 packages rebound, 0 rebuilt.");
    }

    @Test
    void a_floor_is_waived_if_every_symbol_is_there() throws IOException {
        file("foo.deb", library("0.9").file(LIBRARY, foo("foo_open").bytes()));
        override("packages.override.libfoo1.deb = ./foo.deb\n");

        JsonObject plan = json(dryRun("--json"));

        assertThat(plan.getAsJsonArray("waived").toString())
                .isEqualTo("[\"app: Depends: libfoo1 (>= 1.0)\",\"idle: Depends: libfoo1 (>= 1.0)\","
                        + "\"tool: Depends: libfoo1 (>= 1.0)\"]");
        assertThat(plan.getAsJsonArray("rebound")).hasSize(2);
    }

    @Test
    void a_missing_symbol_is_named_with_who_uses_it() throws IOException {
        machine.assertBuilds();
        String lock = Files.readString(machine.lockFile());
        file("foo.deb", library("1.9").file(LIBRARY, foo("foo_close").bytes()));
        override("packages.override.libfoo1.deb = ./foo.deb\n");

        Transcript refused = machine.build();

        assertThat(refused.status()).isEqualTo(4);
        assertThat(refused.err()).contains("""
                error: Something would not work with these packages.
                   --> %s:6:33
                    |
                  6 | packages.override.libfoo1.deb = ./foo.deb
                    |                                 ^^^^^^^^^
                  `/usr/bin/app` of `app` needs `foo_open@FOO_1` of `libfoo.so.1`, which this `libfoo1` does not offer
                  hint: Remove the override, or take another version.
                """.formatted(machine.configurationFile()));
        assertThat(Files.readString(machine.lockFile())).isEqualTo(lock);
    }

    @Test
    void what_cannot_be_is_refused_at_its_place_all_at_once() throws IOException {
        file("hello.deb", SyntheticMachine.hello());
        override("""
                packages.override {
                  libfo1.version = "1.0"
                  libfoo1.version = "7.0"
                  app.deb = ./hello.deb
                  idle.suite = trixie
                }
                """);

        Transcript refused = dryRun();

        assertThat(refused.status()).isEqualTo(4);
        assertThat(refused.err())
                .contains(
                        """
                error: `hello.deb` holds the package `hello`, not `app`.
                """,
                        """
                error: The override of `libfo1` matches no package of the system.
                   --> %s:7:20
                    |
                  7 |   libfo1.version = "1.0"
                    |                    ^^^^^
                  hint: Did you mean `libfoo1`?
                """.formatted(machine.configurationFile()),
                        """
                error: The suites of the system have no `libfoo1 7.0`.
                """,
                        "hint: Ask for what there is: `1.1`, `1.0`.");
    }

    @Test
    void a_file_that_is_no_package_is_named() throws IOException {
        Files.writeString(temp.resolve("foo.deb"), "no package");
        override("packages.override.libfoo1.deb = ./foo.deb\n");

        Transcript refused = dryRun();

        assertThat(refused.status()).isEqualTo(4);
        assertThat(refused.err()).isEqualTo("""
                error: `foo.deb` is no usable package: it does not begin like a Debian package (`!<arch>`).
                  hint: Name another file in `packages.override`.
                """);
    }

    @Test
    void a_file_that_is_damaged_further_on_is_named_too() throws IOException {
        byte[] whole = library("2.0").file(LIBRARY, foo("foo_open").bytes()).bytes();
        Files.write(temp.resolve("foo.deb"), Arrays.copyOf(whole, whole.length - 40));
        override("packages.override.libfoo1.deb = ./foo.deb\n");

        Transcript refused = dryRun();

        assertThat(refused.status()).isEqualTo(4);
        assertThat(refused.err()).endsWith("""
                error: `libfoo1_2.0_amd64.deb` is no usable package: `data.tar.gz`: it is damaged: the file ends 40 bytes early.
                  hint: Name another file in `packages.override`.
                """);
    }

    @Test
    void a_file_for_another_architecture_is_refused_at_its_place() throws IOException {
        file("foo.deb", library("2.0").architecture("arm64"));
        override("packages.override.libfoo1.deb = ./foo.deb\n");

        Transcript refused = dryRun();

        assertThat(refused.status()).isEqualTo(4);
        assertThat(refused.err())
                .contains("error: `foo.deb` is for `arm64`, and the system for `amd64`.\n", "^^^")
                .contains("hint: Name a file for `amd64`.\n");
    }

    @Test
    void a_source_that_does_not_exist_is_refused_with_what_was_meant() throws IOException {
        override("packages.override.libfoo1 { source = libfoo1 }\n");
        assertThat(dryRun().err()).contains("""
                error: The suites of the system have no source package `libfoo1`.
                  hint: Did you mean `foo`?
                """);

        override("packages.override.libfoo1 { debug = true }\n");
        assertThat(dryRun().err()).contains("`debug` says how `libfoo1` is built, but not from what source.", "^^^^");

        override("packages.override.libfoo1 { source = foo, deb = \"./foo.deb\" }\n");
        file("foo.deb", library("1.5"));
        assertThat(dryRun().err()).contains("The package `libfoo1` comes from two places.");
    }
}
