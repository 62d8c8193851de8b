package dev.jos.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.config.testing.InMemoryFiles;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EvaluationTest {

    @Test
    void an_option_nobody_defines_has_its_default() {
        var config = values("");

        assertThat(config.get(Samples.PORT)).isEqualTo(22);
        assertThat(config.get(Samples.LOADER)).isEqualTo(Samples.Loader.SYSTEMD_BOOT);
        assertThat(config.isDefined(Samples.PORT)).isFalse();
    }

    @Test
    void every_type_reads_what_hocon_writes() {
        var config = values("""
                system { hostname = atlas, timezone = Europe/Berlin }
                boot.loader = grub
                services.openssh { enable = yes, port = 2222 }
                wait = 5 minutes
                memory = 512M
                limit = 3
                root = /srv/www/
                addresses = [192.0.2.1/24, "2001:db8::1/64"]
                words = [a, b, a]
                extra = \"""one
                two\"""
                """);

        assertThat(config.get(Samples.ZONE)).isEqualTo("Europe/Berlin");
        assertThat(config.get(Samples.LOADER)).isEqualTo(Samples.Loader.GRUB);
        assertThat(config.get(Samples.SSH)).isTrue();
        assertThat(config.get(Samples.WAIT)).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.get(Samples.MEMORY)).isEqualTo(512L << 20);
        assertThat(config.get(Samples.LIMIT)).contains(3);
        assertThat(config.get(Samples.ROOT)).isEqualTo("/srv/www");
        assertThat(config.get(Samples.ADDRESSES)).containsExactly("192.0.2.1/24", "2001:db8::1/64");
        assertThat(config.get(Samples.WORDS)).containsExactly("a", "b");
        assertThat(config.get(Samples.EXTRA)).isEqualTo("one\ntwo");
    }

    @Test
    void lists_sets_lines_and_blocks_from_several_files_are_joined() {
        var config = values(new InMemoryFiles()
                .with("machine.conf", """
                        imports = [a.conf, parts/b.conf]
                        packages.install = [vim], words = [x], extra = last
                        users.users.alice { uid = 1000, groups = [sudo] }
                        services.openssh.settings.Subsystem.sftp = internal
                        """)
                .with(
                        "a.conf",
                        "packages.install = [git], words = [x, y], extra = first, users.users.alice.groups = [wheel]")
                .with("parts/b.conf", "packages.install = [htop], services.openssh.settings.Subsystem.x = 1"));

        assertThat(config.get(Samples.PACKAGES)).containsExactly("git", "htop", "vim");
        assertThat(config.get(Samples.WORDS)).containsExactly("x", "y");
        assertThat(config.get(Samples.EXTRA)).isEqualTo("first\nlast");
        var alice = user(config, "alice");
        assertThat(alice.get(Samples.GROUPS)).containsExactly("wheel", "sudo");
        assertThat(alice.get(Samples.HOME)).isEqualTo("/home/alice");
        assertThat(config.get(Samples.SETTINGS).hocon()).isEqualTo("{ Subsystem = { sftp = internal, x = 1 } }");
    }

    @Test
    void force_beats_plain_and_plain_beats_default_at_any_depth() {
        var config = values(new InMemoryFiles().with("machine.conf", """
                        imports = [base.conf]
                        system.hostname = atlas
                        packages.install = [vim]
                        users.users.alice.shell = /bin/zsh
                        """).with("base.conf", """
                        default { system.hostname = other, level = 1, packages.install = [git], users.users.alice.uid = 5 }
                        force { users.users.alice.shell = /bin/fish }
                        """));

        assertThat(config.get(Samples.HOSTNAME)).isEqualTo("atlas");
        assertThat(config.get(Samples.LEVEL)).isEqualTo(1);
        assertThat(config.get(Samples.PACKAGES)).containsExactly("vim");
        assertThat(user(config, "alice").get(Samples.SHELL)).isEqualTo("/bin/fish");
        assertThat(user(config, "alice").get(Samples.UID)).isEqualTo(5);
    }

    @Test
    void equal_definitions_in_two_files_are_no_conflict() {
        var config = values(new InMemoryFiles()
                .with("machine.conf", "imports = [a.conf], level = 3")
                .with("a.conf", "level = 3"));

        assertThat(config.get(Samples.LEVEL)).isEqualTo(3);
    }

    @Test
    void a_reference_sees_the_final_value_wherever_it_was_defined() {
        var config = values(new InMemoryFiles().with("machine.conf", """
                        imports = [base.conf]
                        variables { URL = "http://"${system.hostname}":"${services.openssh.port}"/", HOME = ${users.users.alice.home} }
                        words = [${system.hostname}, plain]
                        services.openssh.settings.Port = ${services.openssh.port}
                        """).with("base.conf", """
                        force.system.hostname = forced
                        default.system.hostname = weak
                        users.users.alice.uid = 1
                        """));

        assertThat(config.get(Samples.VARIABLES))
                .containsEntry("URL", "http://forced:22/")
                .containsEntry("HOME", "/home/alice");
        assertThat(config.get(Samples.WORDS)).containsExactly("forced", "plain");
        assertThat(config.get(Samples.SETTINGS).hocon()).isEqualTo("{ Port = 22 }");
    }

    @Test
    void values_under_let_may_refer_to_each_other() {
        var config = values("""
                let { domain = example.org, host = "www."${let.domain}, url = "http://"${let.host}"/" }
                variables { A = ${let.url}, B = ${variables.A} }
                """);

        assertThat(config.get(Samples.VARIABLES)).containsEntry("B", "http://www.example.org/");
    }

    @Test
    void siblings_in_a_submodule_may_refer_to_each_other() {
        var config = values("users.users.alice { uid = 7, shell = ${users.users.alice.home}/shell }");

        assertThat(user(config, "alice").get(Samples.SHELL)).isEqualTo("/home/alice/shell");
    }

    @Test
    void an_optional_reference_to_nothing_leaves_the_default() {
        var config = values("level = ${?limit}, words = [${?nothing}, x]");

        assertThat(config.get(Samples.LEVEL)).isEqualTo(5);
        assertThat(config.get(Samples.WORDS)).containsExactly("x");
    }

    @Test
    void plus_equals_adds_within_a_file() {
        var config = values("packages.install = [a], packages.install += b, words = [x], words = ${words} [y]");

        assertThat(config.get(Samples.PACKAGES)).containsExactly("a", "b");
        assertThat(config.get(Samples.WORDS)).containsExactly("x", "y");
    }

    @Test
    void a_whole_block_may_be_a_reference() {
        var config =
                values("let.common { Port = 1, Deep.x = y }, services.openssh.settings = ${let.common} { Port = 2 }");

        assertThat(config.get(Samples.SETTINGS).hocon()).isEqualTo("{ Deep = { x = y }, Port = 2 }");
    }

    @Test
    void content_is_named_relative_to_the_file_that_names_it() {
        var config = values(new InMemoryFiles()
                .with("machine.conf", "imports = [web/web.conf], motd = ./motd")
                .with("motd", "hello")
                .with("web/web.conf", "site = ./site")
                .with("web/site/index.html", "hello"));

        assertThat(config.get(Samples.MOTD)).contains(new ContentReference("motd", false));
        assertThat(config.get(Samples.SITE)).contains(new ContentReference("web/site", true));
    }

    @Test
    void null_means_none_for_an_option_that_may_have_none() {
        var config = values(new InMemoryFiles()
                .with("machine.conf", "imports = [a.conf], force.limit = null")
                .with("a.conf", "limit = 4"));

        assertThat(config.get(Samples.LIMIT)).isEmpty();
    }

    @Test
    void the_environment_and_system_properties_are_never_read() {
        assertThat(Samples.load("root = ${PATH}").hasErrors()).isTrue();
        assertThat(Samples.load("root = ${java.home}").hasErrors()).isTrue();
    }

    @Test
    void the_order_of_imports_does_not_matter() {
        var random = new Random(42);
        var names = new ArrayList<>(List.of("a.conf", "b.conf", "c.conf", "d.conf"));
        String expected = null;
        for (int round = 0; round < 50; round++) {
            Collections.shuffle(names, random);
            var files =
                    new InMemoryFiles().with("machine.conf", "imports = [" + String.join(", ", names) + "], extra = m");
            for (String name : names) {
                files.with(name, """
                        packages.install = [%1$s], words = [%1$s, z], extra = %1$s
                        users.users.u { uid = 1, groups = [%1$s] }, default.level = 3
                        services.openssh.settings.l = [%1$s]
                        """.formatted(name.substring(0, 1)));
            }
            String all = values(files).plain().hocon();
            assertThat(all).isEqualTo(expected == null ? all : expected);
            expected = all;
        }
    }

    @Test
    void no_input_makes_the_loader_throw() {
        String valid = """
                imports = [a.conf]
                system { hostname = "atlas", timezone = Europe/Berlin } # comment
                packages.install = [vim, ${let.x}, \"""raw\"""], packages.install += git
                users.users."a.b" { uid = 1, groups = ${words} }
                force { level = 3 }, let { x = ${?limit} }
                services.openssh.settings { A = yes, B = [1, 2.5, null] }
                """;
        var random = new Random(7);
        for (int round = 0; round < 3000; round++) {
            var bytes = valid.getBytes(StandardCharsets.UTF_8);
            for (int edit = random.nextInt(6); edit >= 0; edit--) {
                bytes[random.nextInt(bytes.length)] = (byte) "{}[]=,.\"\\$#:+\n a0\u00ff\0".charAt(random.nextInt(19));
            }
            var configuration = Samples.load(new InMemoryFiles()
                    .with("machine.conf", bytes)
                    .with("a.conf", valid.replace("imports = [a.conf]", "")));
            assertThat(Samples.render(configuration)).doesNotContain("Exception");
        }
    }

    @Test
    void brackets_without_end_are_a_problem_and_no_overflow() {
        assertThat(Samples.load("a = " + "[".repeat(100_000)).hasErrors()).isTrue();
        assertThat(Samples.load("a {".repeat(100_000)).hasErrors()).isTrue();
        assertThat(Samples.load("let = " + "[".repeat(3000) + "]".repeat(3000)).hasErrors())
                .isTrue();
    }

    @Test
    void colours_mark_the_parts_when_asked_for() {
        var diagnostics = Samples.load("level = 10").diagnostics();

        assertThat(new DiagnosticRenderer(true).render(diagnostics)).contains("\u001b[1;31merror:\u001b[0m");
    }

    private static EvaluatedConfig values(String text) {
        return values(new InMemoryFiles().with("machine.conf", text));
    }

    private static EvaluatedConfig values(InMemoryFiles files) {
        var configuration = Samples.load(files);
        assertThat(Samples.render(configuration)).isEmpty();
        return configuration.values();
    }

    private static EvaluatedConfig user(EvaluatedConfig config, String name) {
        return Optional.ofNullable(config.get(Samples.USERS).get(name)).orElseThrow();
    }
}
