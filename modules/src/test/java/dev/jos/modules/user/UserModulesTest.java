package dev.jos.modules.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.config.DiagnosticRenderer;
import dev.jos.config.testing.InMemoryFiles;
import dev.jos.modules.machine.Machine;
import dev.jos.modules.machine.MachineLoader;
import dev.jos.modules.shipped.ShippedModules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UserModulesTest {

    private static final String GREETING = """
            import static dev.jos.config.Option.option;
            import static dev.jos.config.Types.string;

            import dev.jos.config.EvaluatedConfig;
            import dev.jos.config.Option;
            import dev.jos.modules.SystemDefinition;
            import dev.jos.modules.SystemModule;
            import java.util.List;

            public final class Greeting implements SystemModule {
                public static final Option<String> TEXT =
                        option("greeting.text", string(), "What to say.").defaultsTo("hello");

                @Override
                public List<Option<?>> options() {
                    return List.of(TEXT);
                }

                @Override
                public void contribute(EvaluatedConfig config, SystemDefinition system) {
                    system.etcFile("greeting", config.get(TEXT));
                }
            }
            """;

    private static final String MACHINE = """
            modules = [./Greeting.java]
            system.stateVersion = "1"
            greeting.text = welcome
            """;

    @Test
    void a_module_from_source_declares_options_and_contributes() {
        var machine = load(new InMemoryFiles().with("machine.conf", MACHINE).with("Greeting.java", GREETING));

        assertThat(said(machine)).isEmpty();
        assertThat(machine.definition().hasEtc("greeting")).isTrue();
    }

    @Test
    void modules_of_one_configuration_may_use_each_other() {
        var machine = load(new InMemoryFiles()
                .with("machine.conf", MACHINE.replace("[./Greeting.java]", "[./Greeting.java, lib/Louder.java]"))
                .with("Greeting.java", GREETING)
                .with(
                        "lib/Louder.java",
                        GREETING.replace("class Greeting", "class Louder")
                                .replace("greeting.text", "louder.text")
                                .replace(
                                        "system.etcFile(\"greeting\", config.get(TEXT))",
                                        "system.etcFile(\"louder\", config.get(Greeting.TEXT) + \"!\")")));

        assertThat(said(machine)).isEmpty();
        assertThat(machine.definition().hasEtc("louder")).isTrue();
    }

    @Test
    void what_the_compiler_says_is_shown_at_its_place() {
        var machine = load(new InMemoryFiles()
                .with("machine.conf", MACHINE)
                .with("Greeting.java", GREETING.replace("config.get(TEXT)", "config.get(TXT)")));

        assertThat(said(machine)).isEqualTo("""
                error: The module `Greeting` does not compile: cannot find symbol.
                   --> Greeting.java:21:47
                    |
                 21 |         system.etcFile("greeting", config.get(TXT));
                    |                                               ^^^ symbol: variable TXT, location: class Greeting
                """);
    }

    @Test
    void a_class_that_is_no_module_says_how_to_become_one() {
        var machine = load(new InMemoryFiles()
                .with("machine.conf", MACHINE)
                .with("Greeting.java", "public final class Greeting {}"));

        assertThat(said(machine)).isEqualTo("""
                error: The class `Greeting` is no module.
                   --> machine.conf:1:12
                    |
                  1 | modules = [./Greeting.java]
                    |            ^^^^^^^^^^^^^^^ named here
                  hint: Declare it as `public final class Greeting implements SystemModule`.
                """);
    }

    @Test
    void files_of_other_kinds_and_missing_ones_are_reported_together() {
        var machine = load(new InMemoryFiles()
                .with("machine.conf", MACHINE.replace("[./Greeting.java]", "[greeting.py, Missing.java]")));

        assertThat(said(machine)).isEqualTo("""
                error: `greeting.py` is no module.
                   --> machine.conf:1:12
                    |
                  1 | modules = [greeting.py, Missing.java]
                    |            ^^^^^^^^^^^ expected a `.java` or `.jar` file

                error: The module `Missing.java` does not exist.
                   --> machine.conf:1:25
                    |
                  1 | modules = [greeting.py, Missing.java]
                    |                         ^^^^^^^^^^^^ expected a file
                  hint: Correct the path; it is relative to the file that names it.
                """);
    }

    @Test
    void an_option_that_exists_already_is_refused() {
        var machine = load(new InMemoryFiles()
                .with("machine.conf", MACHINE)
                .with("Greeting.java", GREETING.replace("greeting.text", "system.hostname.text")));

        assertThat(said(machine)).startsWith("""
                error: The module `Greeting` declares the option `system.hostname.text`, and the module `BaseSystem` declares `system.hostname`.
                   --> machine.conf:1:12
                """).endsWith("  hint: Give the option another name.\n");
    }

    @Test
    void a_module_that_throws_is_blamed_by_name_and_line() {
        var machine = load(new InMemoryFiles()
                .with("machine.conf", MACHINE)
                .with("Greeting.java", GREETING.replace("config.get(TEXT)", "config.get(TEXT).substring(50)")));

        assertThat(said(machine))
                .startsWith("error: The module `Greeting` failed: java.lang.StringIndexOutOfBoundsException: ")
                .contains("(Greeting.java:21).")
                .endsWith("  hint: Report this to the author of the module.\n");
    }

    @Test
    void a_module_is_blamed_wherever_it_throws() {
        String whole = "new AssertionError(\"no\")";
        String define = "@Override public void define(dev.jos.config.Definitions define) { throw %s; }";
        assertBlamed(
                "The module `Greeting` failed: ",
                GREETING.replace("system.etcFile(", "if (true) throw " + whole + ";\nsystem.etcFile("));
        assertBlamed(
                "The module `Greeting` failed: java.lang.IllegalStateException: no (Greeting.java:",
                withMember(define.formatted("new IllegalStateException(\"no\")")));
        assertBlamed(
                "The module `Greeting` failed: java.lang.AssertionError: no (Greeting.java:",
                withMember(define.formatted(whole)));
        assertBlamed(
                "The module `Greeting` failed to name its options: ",
                GREETING.replace("return List.of(TEXT)", "throw new IllegalStateException()"));
        assertBlamed(
                "The module `Greeting` cannot be loaded: java.lang.StackOverflowError",
                withMember("public Greeting() { this(0); } Greeting(int depth) { new Greeting(depth + 1); }"));
        assertBlamed(
                "The module `Greeting` cannot be loaded: java.lang.ArithmeticException",
                withMember("static final int NONE = 1 / Integer.parseInt(\"0\");"));
        assertBlamed(
                "The type of option `greeting.text` failed: java.lang.ArithmeticException: / by zero.",
                GREETING.replace("string()", "dev.jos.config.Types.parsed(\"odd\", text -> text + 1 / 0)"));
        assertBlamed(
                "The default of option `greeting.text` failed: java.lang.ArithmeticException: / by zero.",
                GREETING.replace("defaultsTo(\"hello\")", "defaultsTo(config -> \"\" + 1 / 0, \"odd\")"),
                MACHINE.replace("greeting.text = welcome", ""));
    }

    private static String withMember(String member) {
        return GREETING.replace("implements SystemModule {", "implements SystemModule {\n" + member);
    }

    private static void assertBlamed(String sentence, String module) {
        assertBlamed(sentence, module, MACHINE);
    }

    private static void assertBlamed(String sentence, String module, String configuration) {
        var machine =
                load(new InMemoryFiles().with("machine.conf", configuration).with("Greeting.java", module));

        assertThat(said(machine))
                .startsWith("error: " + sentence)
                .containsPattern("hint: (Report this to the author of the module|Correct the module)");
    }

    @Test
    void broken_sources_are_errors_with_a_place() {
        var random = new Random(5);
        for (int round = 0; round < 60; round++) {
            var broken = new StringBuilder(GREETING);
            for (int edit = random.nextInt(3); edit >= 0; edit--) {
                int at = random.nextInt(broken.length());
                int end = Math.min(broken.length(), at + random.nextInt(12));
                broken.replace(
                        at,
                        end,
                        List.of("", "}", "{", "\0", "\"", "/*", "\\u00zz", "class", "é")
                                .get(random.nextInt(9)));
            }

            var machine =
                    load(new InMemoryFiles().with("machine.conf", MACHINE).with("Greeting.java", broken.toString()));

            assertThat(said(machine))
                    .as(broken.toString())
                    .matches("(?s)|(error: .*\\n +--> .*)+|error: The module `Greeting` failed.*");
        }
    }

    @Test
    void a_module_without_the_constructor_is_refused() {
        var machine = load(new InMemoryFiles()
                .with("machine.conf", MACHINE)
                .with(
                        "Greeting.java",
                        GREETING.replace(
                                "@Override\n    public List",
                                "private Greeting() {}\n    @Override\n    public List")));

        assertThat(said(machine))
                .startsWith("error: The module `Greeting` has no public constructor without parameters.");
    }

    @Test
    void an_unchanged_module_is_compiled_once() {
        var cache = new RememberingCache();
        var files = new InMemoryFiles().with("machine.conf", MACHINE).with("Greeting.java", GREETING);

        assertThat(load(files, cache).hasErrors()).isFalse();
        assertThat(load(files, cache).hasErrors()).isFalse();
        assertThat(cache.kept).isEqualTo(1);

        files.with("Greeting.java", GREETING + "// changed");
        assertThat(load(files, cache).hasErrors()).isFalse();
        assertThat(cache.kept).isEqualTo(2);
    }

    @Test
    void a_damaged_cache_is_made_anew() {
        var cache = new RememberingCache();
        var files = new InMemoryFiles().with("machine.conf", MACHINE).with("Greeting.java", GREETING);
        load(files, cache);
        cache.jars.replaceAll((key, jar) -> new byte[] {1, 2, 3});

        assertThat(said(load(files, cache))).isEmpty();
        assertThat(cache.kept).isEqualTo(2);
    }

    @Test
    void a_jar_brings_the_modules_that_it_lists() {
        var cache = new RememberingCache();
        load(new InMemoryFiles().with("machine.conf", MACHINE).with("Greeting.java", GREETING), cache);
        byte[] jar = cache.jars.values().iterator().next();

        var machine = load(new InMemoryFiles()
                .with("machine.conf", MACHINE.replace("Greeting.java", "greeting.jar"))
                .with("greeting.jar", jar));

        assertThat(said(machine)).isEmpty();
        assertThat(machine.definition().hasEtc("greeting")).isTrue();
    }

    @Test
    void a_damaged_jar_is_an_error_with_a_place() {
        var cache = new RememberingCache();
        load(new InMemoryFiles().with("machine.conf", MACHINE).with("Greeting.java", GREETING), cache);
        byte[] jar = cache.jars.values().iterator().next();
        var random = new Random(3);
        for (int round = 0; round < 300; round++) {
            byte[] damaged = jar.clone();
            for (int edit = 0; edit < 20; edit++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }

            var machine = load(new InMemoryFiles()
                    .with("machine.conf", MACHINE.replace("Greeting.java", "greeting.jar"))
                    .with("greeting.jar", damaged));

            assertThat(said(machine)).matches("(?s)|error: .*machine\\.conf:1:12.*|error: The module .*");
        }
    }

    @Test
    void a_jar_that_unpacks_to_more_than_a_module_needs_is_refused() {
        var bomb = Jar.of(Map.of("Large", new byte[65 << 20]), List.of("Large")).write();

        var machine = load(new InMemoryFiles()
                .with("machine.conf", MACHINE.replace("Greeting.java", "bomb.jar"))
                .with("bomb.jar", bomb));

        assertThat(said(machine)).startsWith("error: The module `bomb.jar` cannot be read: it is larger than 64 MB");
    }

    private static Machine load(InMemoryFiles files) {
        return load(files, ClassCache.none());
    }

    private static Machine load(InMemoryFiles files, ClassCache cache) {
        return new MachineLoader(ShippedModules.all(), new UserModules(cache)).load(files, "machine.conf");
    }

    private static String said(Machine machine) {
        return new DiagnosticRenderer(false).render(new ArrayList<>(machine.diagnostics()));
    }

    private static final class RememberingCache implements ClassCache {
        final Map<String, byte[]> jars = new HashMap<>();
        int kept;

        @Override
        public Optional<byte[]> find(String key) {
            return Optional.ofNullable(jars.get(key));
        }

        @Override
        public void keep(String key, byte[] jar) {
            jars.put(key, jar);
            kept++;
        }
    }
}
