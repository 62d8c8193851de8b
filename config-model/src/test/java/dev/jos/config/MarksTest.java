package dev.jos.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.config.testing.InMemoryFiles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Priorities, order marks, conditions and imports, and the laws they keep.
class MarksTest {

    @Test
    void the_lowest_number_wins_wherever_it_stands() {
        var config = values("""
                priority.90 { level = 4 }
                priority.40 { level = 5 }
                force { level = 6, priority.10 { level = 7 } }
                level = 8
                """);

        assertThat(config.get(Samples.LEVEL)).isEqualTo(7);
    }

    @Test
    void order_marks_arrange_joined_lists_and_lines() {
        var config = values("""
                after { packages.install = [z], extra = last }
                order.1200 { packages.install = [y] }
                packages.install = [m], extra = middle
                before { packages.install = [b], extra = first }
                order.100 { packages.install = [a] }
                """);

        assertThat(config.get(Samples.PACKAGES)).containsExactly("a", "b", "m", "y", "z");
        assertThat(config.get(Samples.EXTRA)).isEqualTo("first\nmiddle\nlast");
    }

    @Test
    void a_condition_holds_for_what_is_in_its_block() {
        var text = """
                services.openssh.enable = %s
                users { if = ${services.openssh.enable}, users.alice.uid = 1 }
                users.users.bob { unless = ${services.openssh.enable}, uid = 2 }
                when = [
                  { if = ${services.openssh.enable}, level = 7, default { system.hostname = server } }
                  { unless = ${services.openssh.enable}, level = 2 }
                ]
                """;

        var on = values(text.formatted("true"));
        var off = values(text.formatted("false"));

        assertThat(on.get(Samples.USERS)).containsOnlyKeys("alice");
        assertThat(off.get(Samples.USERS)).isEmpty();
        assertThat(on.get(Samples.LEVEL)).isEqualTo(7);
        assertThat(off.get(Samples.LEVEL)).isEqualTo(2);
        assertThat(on.get(Samples.HOSTNAME)).isEqualTo("server");
        assertThat(off.get(Samples.HOSTNAME)).isEqualTo("jos");
        assertThat(off.isDefined(Samples.HOSTNAME)).isFalse();
    }

    @Test
    void a_condition_at_the_top_holds_for_the_whole_file_and_no_other() {
        var files = new InMemoryFiles()
                .with("machine.conf", "imports = [server.conf], level = ${let.level}, let.level = 3")
                .with("server.conf", "if = ${services.openssh.enable}, packages.install = [git]");

        assertThat(values(files).get(Samples.PACKAGES)).isEmpty();
        assertThat(values(files).get(Samples.LEVEL)).isEqualTo(3);
    }

    @Test
    void the_word_if_in_free_settings_is_a_key_like_others() {
        assertThat(values("services.openssh.settings { if = x }")
                        .get(Samples.SETTINGS)
                        .hocon())
                .isEqualTo("{ if = x }");
    }

    @Test
    void a_condition_that_is_left_out_does_not_hold() {
        assertThat(values("if = ${?nothing}, level = 3").get(Samples.LEVEL)).isEqualTo(5);
    }

    @Test
    void imports_name_files_patterns_and_directories() {
        var files = new InMemoryFiles()
                .with("machine.conf", "imports = [parts, \"hosts/*/web?.conf\"]")
                .with("parts/a.conf", "words = [a]")
                .with("parts/b.conf", "words = [b]")
                .with("parts/readme.txt", "no configuration")
                .with("hosts/one/web1.conf", "words = [one]")
                .with("hosts/two/web2.conf", "words = [two]")
                .with("hosts/two/web10.conf", "words = [ten]")
                .with("hosts/.old/web3.conf", "words = [old]");

        assertThat(values(files).get(Samples.WORDS)).containsExactlyInAnyOrder("a", "b", "one", "two");
    }

    @Test
    void types_of_several_shapes_read_what_is_written() {
        var config = values("""
                ratio = 0.25
                searchPath = /usr/bin, after { search = /bin }
                choice = [a, b], short = word
                secret = /var/lib/secrets/token
                backup { type = net, speed = 3 }
                daemon { speed = 2, colour = red, deep.er = [1] }
                level = ${daemon.speed}, words = [${daemon.colour}, ${backup.type}]
                """, true);

        assertThat(config.get(Samples.RATIO)).isEqualTo(0.25);
        assertThat(config.get(Samples.SEARCH)).isEqualTo("/usr/bin:/bin");
        assertThat(config.get(Samples.CHOICE)).isEqualTo(new Either.Second<>(List.of("a", "b")));
        assertThat(config.get(Samples.SHORT)).containsExactly("word");
        assertThat(config.get(Samples.SECRET)).contains(new SecretReference("/var/lib/secrets/token"));
        var backup = config.get(Samples.BACKUP).orElseThrow();
        assertThat(backup.tag()).isEqualTo("net");
        assertThat(backup.values().get(Samples.SPEED)).isEqualTo(3);
        assertThat(config.get(Samples.DAEMON).orElseThrow().freeform().hocon())
                .isEqualTo("{ colour = red, deep = { er = [1] } }");
        assertThat(config.get(Samples.LEVEL)).isEqualTo(2);
        assertThat(config.get(Samples.WORDS)).containsExactly("red", "net");
    }

    /// However definitions are spread over files, and however those import each other, the same definitions give
    /// the same values.
    @Test
    void how_definitions_are_spread_over_imports_does_not_matter() {
        var random = new Random(11);
        for (int round = 0; round < 200; round++) {
            Map<String, String> contents = new TreeMap<>();
            for (char name = 'a'; name < 'g'; name++) {
                contents.put(name + ".conf", statements(random, String.valueOf(name)));
            }
            String flat = values(flat(contents)).plain().hocon();

            assertThat(values(tree(contents, random)).plain().hocon()).isEqualTo(flat);
        }
    }

    @Test
    void elements_stand_in_the_order_of_their_marks_then_of_the_files() {
        var random = new Random(5);
        for (int round = 0; round < 100; round++) {
            record Part(int order, String name) {}
            var parts = new ArrayList<Part>();
            var files = new InMemoryFiles();
            for (char name = 'a'; name < 'h'; name++) {
                int order = List.of(0, 500, 1000, 1500, 2000).get(random.nextInt(5));
                parts.add(new Part(order, String.valueOf(name)));
                files.with(name + ".conf", "order.%d { packages.install = [%c1, %c2] }".formatted(order, name, name));
            }
            var expected = parts.stream()
                    .sorted((one, other) -> one.order == other.order
                            ? one.name.compareTo(other.name)
                            : Integer.compare(one.order, other.order))
                    .flatMap(part -> List.of(part.name + "1", part.name + "2").stream())
                    .toList();
            files.with("machine.conf", "imports = [\"?.conf\"]");

            assertThat(values(files).get(Samples.PACKAGES)).isEqualTo(expected);
        }
    }

    @Test
    void saying_a_set_again_changes_nothing() {
        var once =
                new InMemoryFiles().with("machine.conf", "imports = [a.conf]").with("a.conf", "words = [x, y]");
        var often = new InMemoryFiles()
                .with("machine.conf", "imports = [a.conf, b.conf], words = [y]")
                .with("a.conf", "words = [x, y]")
                .with("b.conf", "words = [x, y, x]");

        assertThat(values(often).get(Samples.WORDS)).isEqualTo(values(once).get(Samples.WORDS));
    }

    private static String statements(Random random, String name) {
        var lines = new ArrayList<String>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            lines.add(
                    switch (random.nextInt(8)) {
                        case 0 -> "packages.install = [%s]".formatted(name);
                        case 1 -> "before { packages.install = [%s] }".formatted(name);
                        case 2 -> "words = [%s, w]".formatted(name);
                        case 3 -> "priority.%d { level = %d }".formatted(name.charAt(0) - 'a' + 10, random.nextInt(9));
                        case 4 -> "users.users.u { uid = 1, groups = [%s] }".formatted(name);
                        case 5 -> "services.openssh { if = ${let.%s}, settings.%s = 1 }".formatted(name, name);
                        case 6 -> "let.%s = %s".formatted(name, random.nextBoolean());
                        default -> "after { extra = %s }".formatted(name);
                    });
        }
        lines.add("default.let.%s = false".formatted(name));
        lines.add("users.users.u.uid = 1");
        return String.join("\n", lines);
    }

    private static InMemoryFiles flat(Map<String, String> contents) {
        var files = new InMemoryFiles();
        contents.forEach(files::with);
        return files.with("machine.conf", "imports = [" + String.join(", ", contents.keySet()) + "]");
    }

    /// Every file but the first is imported by one before it, chosen at random.
    private static InMemoryFiles tree(Map<String, String> contents, Random random) {
        var names = new ArrayList<>(contents.keySet());
        Collections.shuffle(names, random);
        var importers = new TreeMap<String, List<String>>();
        for (int i = 0; i < names.size(); i++) {
            String importer = i == 0 ? "machine.conf" : names.get(random.nextInt(i));
            importers.computeIfAbsent(importer, any -> new ArrayList<>()).add(names.get(i));
        }
        var files = new InMemoryFiles();
        contents.forEach((name, text) -> files.with(name, imports(importers, name) + text));
        return files.with("machine.conf", imports(importers, "machine.conf"));
    }

    private static String imports(Map<String, List<String>> importers, String name) {
        return Optional.ofNullable(importers.get(name))
                .map(files -> files.stream().collect(Collectors.joining(", ", "imports = [", "]\n")))
                .orElse("");
    }

    private static EvaluatedConfig values(String text) {
        return values(text, false);
    }

    private static EvaluatedConfig values(String text, boolean warnings) {
        return values(new InMemoryFiles().with("machine.conf", text), warnings);
    }

    private static EvaluatedConfig values(InMemoryFiles files) {
        return values(files, false);
    }

    private static EvaluatedConfig values(InMemoryFiles files, boolean warnings) {
        var configuration = Samples.load(files);
        if (!warnings) {
            assertThat(Samples.render(configuration)).isEmpty();
        }
        assertThat(configuration.hasErrors()).isFalse();
        return configuration.values();
    }
}
