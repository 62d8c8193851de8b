package dev.jos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.jos.host.JosRoot;
import dev.jos.interfaces.testing.SyntheticElf;
import dev.jos.packages.archive.testing.SyntheticPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/// What `jos interface` and `jos why` say of a machine with a library, a program that uses it, and one above that.
class InterfaceCommandsTest {

    private static final String LIBRARY = "./usr/lib/x86_64-linux-gnu/libfoo.so.1";

    @TempDir
    Path temp;

    private SyntheticMachine machine;

    @BeforeEach
    void build() {
        machine = new SyntheticMachine(temp)
                .install("desk")
                .publish(
                        library("1.0", foo()),
                        library("2.0", foo().exports("foo_more", "FOO_1", 0)),
                        app(),
                        SyntheticPackage.of("desk", "3.0").field("Depends: app"),
                        SyntheticMachine.hello());
        machine.assertBuilds();
    }

    private static SyntheticPackage library(String version, SyntheticElf file) {
        return SyntheticPackage.of("libfoo1", version).field("Source: foo").file(LIBRARY, file.bytes());
    }

    private static SyntheticElf foo() {
        return SyntheticElf.x86()
                .soname("libfoo.so.1")
                .exports("foo_open", "FOO_1", 0)
                .exports("foo_table", "FOO_1", 16);
    }

    private static SyntheticPackage app() {
        return SyntheticPackage.of("app", "1.0")
                .field("Depends: libfoo1 (>= 1.0)")
                .file(
                        "./usr/bin/app",
                        SyntheticElf.x86()
                                .interpreter("/lib64/ld-linux-x86-64.so.2")
                                .needs("libfoo.so.1")
                                .imports("foo_open", "FOO_1", "libfoo.so.1")
                                .bytes());
    }

    private String said(String... arguments) {
        Transcript run = machine.jos(arguments);
        assertThat(run.status()).as(run.err()).isZero();
        return run.out();
    }

    private String file(String name, SyntheticPackage content) throws IOException {
        Path file = temp.resolve(name);
        Files.write(file, content.bytes());
        return file.toString();
    }

    @Test
    void interfaces_are_listed_with_their_providers_and_users() {
        assertThat(said("interface", "list"))
                .containsPattern("interface +generation +provider +users\n")
                .containsPattern("libfoo\\.so\\.1 +[0-9a-f]{12} +libfoo1 +1\n");
        JsonObject first = JsonParser.parseString(said("interface", "list", "--json"))
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject();
        assertThat(first.get("soname").getAsString()).isEqualTo("libfoo.so.1");
        assertThat(first.get("path").getAsString()).isEqualTo("/usr/lib/x86_64-linux-gnu/libfoo.so.1");
        assertThat(first.get("users").getAsInt()).isEqualTo(1);
    }

    @Test
    void an_interface_is_shown_as_its_canonical_text_or_by_who_uses_it() {
        assertThat(said("interface", "show", "libfoo.so.1"))
                .startsWith("# libfoo1: /usr/lib/x86_64-linux-gnu/libfoo.so.1\n# generation ")
                .endsWith("""
                        interface libfoo.so.1 x86_64
                        function foo_more@@FOO_1
                        function foo_open@@FOO_1
                        object foo_table@@FOO_1 16
                        version FOO_1
                        """);
        assertThat(said("interface", "show", "libfoo.so.1", "--users")).isEqualTo("""
                app: 1 symbol
                  foo_open@FOO_1
                """);
        Transcript none = machine.jos("interface", "show", "libfo.so.1");
        assertThat(none.status()).isEqualTo(7);
        assertThat(none.err()).isEqualTo("""
                error: Generation 1 of `little` has no interface `libfo.so.1`.
                  hint: Did you mean `libfoo.so.1`?
                """);
    }

    @Test
    void files_and_generations_are_compared_line_by_line() throws IOException {
        String old = file("old.deb", library("1.0", foo()));
        String grown = file("grown.deb", library("1.1", foo().exports("foo_more", "FOO_1", 0)));
        String wider = file(
                "wider.deb",
                library(
                        "1.2",
                        SyntheticElf.x86()
                                .soname("libfoo.so.1")
                                .exports("foo_open", "FOO_1", 0)
                                .exports("foo_table", "FOO_1", 24)));

        assertThat(said("interface", "diff", old, grown)).isEqualTo("""
                libfoo.so.1: compatible
                + function foo_more@@FOO_1
                """);
        Transcript breaking = machine.jos("interface", "diff", old, wider);
        assertThat(breaking.status()).isEqualTo(1);
        assertThat(breaking.out()).isEqualTo("""
                libfoo.so.1: breaking
                - object foo_table@@FOO_1 16
                + object foo_table@@FOO_1 24
                """);
        assertThat(said("interface", "diff", "1", "1")).isEqualTo("The interfaces are the same.\n");
        assertThat(machine.jos("interface", "diff", "1", "7").err()).startsWith("error: There is no generation 7.");
    }

    @Test
    void history_numbers_what_was_seen() throws IOException {
        machine.configure(machine.configurationText() + "packages.override.libfoo1.version = \"1.0\"\n");
        machine.assertBuilds();

        assertThat(said("interface", "history", "libfoo.so.1"))
                .containsPattern(" 1 +[0-9a-f]{12} +first +libfoo1 2\\.0\n")
                .containsPattern(" 2 +[0-9a-f]{12} +breaking +libfoo1 1\\.0\n");
        assertThat(said("interface", "history", "libfoo.so.1", "--changes")).isEqualTo("""
                1: first, libfoo1 2.0
                2: breaking, libfoo1 1.0
                - function foo_more@@FOO_1
                """);
        assertThat(said("store", "gc")).isNotEmpty();
        assertThat(said("interface", "history", "libfoo.so.1", "--json")).contains("\"change\":\"breaking\"");
        assertThat(machine.jos("interface", "history", "libbar.so.1").err())
                .startsWith("error: No system that was built here has an interface `libbar.so.1`.");
    }

    @Test
    void a_history_that_cannot_be_read_is_named_with_its_line_and_kept() throws IOException {
        Path history = new JosRoot(machine.root()).interfaces().resolve("history");
        String good = Files.readString(history);
        int lines = (int) good.lines().count();

        Files.writeString(history, good + "what is this\n");
        assertThat(machine.jos("interface", "history", "libfoo.so.1").err())
                .contains("history`, line " + (lines + 1)
                        + ": expected a generation of an interface; move the file away");
        assertThat(history).hasContent(good + "what is this\n");

        Files.writeString(history, "jos-histories 99\n");
        assertThat(machine.jos("interface", "history", "libfoo.so.1").err()).contains("history`, line 1: expected `");
    }

    @Test
    void impact_says_who_would_be_rebound_and_what_would_break() throws IOException {
        assertThat(said("interface", "impact", "libfoo1")).isEqualTo("""
                libfoo.so.1: used by 1 package
                  app
                A change of libfoo1 rebinds 1 package of this system and rebuilds none, as long as what they use stays.
                2 packages depend on it, directly or not: so many would be built again if all that goes in named a package.
                """);
        assertThat(said("interface", "impact", "libfoo1=1.0")).isEqualTo("""
                ↓ libfoo1 2.0 → 1.0, as the configuration says
                Bound to others than before: app.
                It would be: 0 sources built, 1 package rebound, 0 rebuilt.
                2 packages depend on that, directly or not: so many would be built again if all that goes in named a package.
                """);
        String other = file(
                "other.deb",
                library("9", SyntheticElf.x86().soname("libfoo.so.1").exports("foo_close", "FOO_1", 0)));
        Transcript breaks = machine.jos("interface", "impact", other);
        assertThat(breaks.status()).isEqualTo(4);
        assertThat(breaks.err())
                .contains("`/usr/bin/app` of `app` needs `foo_open@FOO_1` of `libfoo.so.1`, which this `libfoo1` does"
                        + " not offer\n");
        assertThat(machine.jos("interface", "impact", "libfo1").err()).contains("Did you mean `libfoo1`?");
        assertThat(machine.jos("interface", "impact", "gone.deb").err()).startsWith("error: There is no file");
    }

    @Test
    void impact_also_names_who_asks_for_it_in_the_store_alone() throws IOException {
        machine.install("hello");
        machine.assertBuilds();

        assertThat(said("interface", "impact", "libfoo1")).startsWith("""
                In the store, and not in this generation: asked for by 1 package
                  app 1.0: libfoo.so.1
                A change of libfoo1 rebinds 0 packages of this system""");
        assertThat(said("interface", "impact", "libfoo1", "--json")).contains("onlyInStore", "libfoo.so.1");
        assertThat(machine.jos("interface", "impact", "libfoo1", "--generation", "2")
                        .err())
                .contains("has no package `libfoo1`");
    }

    @Test
    void bindings_are_drawn_from_libraries_to_those_who_use_them() throws Exception {
        Path file = temp.resolve("bindings.svg");
        assertThat(said("interface", "graph", "-o", file.toString())).isEqualTo("Wrote " + file + ".\n");

        Element svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement();

        assertThat(svg.getTagName()).isEqualTo("svg");
        assertThat(svg.getElementsByTagName("path").getLength()).isEqualTo(1);
        assertThat(svg.getTextContent())
                .contains("Generation 1 of little", "libfoo1 · 1", "app\nlibfoo1: libfoo.so.1")
                .doesNotContain("desk");
        assertThat(said("interface", "graph", "app")).contains("app in generation 1 of little");
        assertThat(machine.jos("interface", "graph", "ap").err()).contains("Did you mean `app`?");
    }

    @Test
    void a_line_that_follows_from_others_is_left_out() throws Exception {
        machine.publish(
                library("1.0", foo()),
                SyntheticPackage.of("libbar1", "1.0")
                        .field("Depends: libfoo1")
                        .file(
                                "./usr/lib/x86_64-linux-gnu/libbar.so.1",
                                SyntheticElf.x86()
                                        .soname("libbar.so.1")
                                        .needs("libfoo.so.1")
                                        .bytes()),
                SyntheticPackage.of("app", "1.0")
                        .field("Depends: libbar1")
                        .file(
                                "./usr/bin/app",
                                SyntheticElf.x86()
                                        .interpreter("/lib64/ld-linux-x86-64.so.2")
                                        .needs("libfoo.so.1")
                                        .needs("libbar.so.1")
                                        .bytes()),
                SyntheticPackage.of("desk", "4.0").field("Depends: app"),
                SyntheticMachine.hello());
        assertThat(machine.update().status()).isZero();
        machine.assertBuilds();

        String svg = said("interface", "graph");

        assertThat(svg.split("<path ", -1))
                .as("lines: app to libbar1, libbar1 to libfoo1")
                .hasSize(3);
        assertThat(svg).contains("libbar1: libbar.so.1\nlibfoo1: libfoo.so.1");
    }

    @Test
    void why_leads_from_what_was_asked_for_to_the_symbol() {
        assertThat(said("why", machine.configurationFile().toString(), "libfoo1"))
                .isEqualTo("""
                desk 3.0, installed by Packages
                  says Depends: app
                app 1.0
                  says Depends: libfoo1 (>= 1.0)
                  takes foo_open@FOO_1 from libfoo.so.1
                libfoo1 2.0
                """);
        assertThat(said("why", machine.configurationFile().toString(), "libfoo1", "--json"))
                .contains("\"takes\":{\"libfoo.so.1\":[\"foo_open@FOO_1\"]}");
    }
}
