package dev.jos.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.config.testing.InMemoryFiles;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class DefinitionsTest {

    @Test
    void a_module_defines_an_option_of_another_one_where_its_condition_holds() {
        Consumer<Definitions> ssh = define -> define.when(Samples.SSH).set(Samples.WORDS, config -> Set.of("ssh"));

        assertThat(values("services.openssh.enable = true, words = [own]", ssh).get(Samples.WORDS))
                .containsExactlyInAnyOrder("ssh", "own");
        assertThat(values("words = [own]", ssh).get(Samples.WORDS)).containsExactly("own");
    }

    @Test
    void a_suggestion_is_stronger_than_the_default_and_weaker_than_any_file() {
        Consumer<Definitions> module = define -> define.suggest(Samples.LEVEL, config -> 7);

        assertThat(values("", module).get(Samples.LEVEL)).isEqualTo(7);
        assertThat(values("level = 3", module).get(Samples.LEVEL)).isEqualTo(3);
    }

    @Test
    void what_a_module_forces_beats_files() {
        Consumer<Definitions> module = define -> define.force(Samples.LEVEL, config -> 7);

        assertThat(values("level = 3", module).get(Samples.LEVEL)).isEqualTo(7);
    }

    @Test
    void a_module_adds_entries_to_a_map_of_submodules_and_references_see_them() {
        Consumer<Definitions> module = define -> define.setData(
                Samples.USERS, config -> new Data.Table(Map.of("git", new Data.Table(Map.of("uid", Data.of(7))))));

        var config = values("users.users.git.shell = /bin/sh, level = ${users.users.git.uid}", module);

        assertThat(config.get(Samples.LEVEL)).isEqualTo(7);
        assertThat(config.get(Samples.USERS)).containsOnlyKeys("git");
        assertThat(config.isDefined(Samples.USERS)).isTrue();
    }

    @Test
    void values_and_conditions_are_computed_from_final_values() {
        Consumer<Definitions> module = define -> {
            define.set(Samples.LEVEL, config -> config.get(Samples.HOSTNAME).length());
            define.when(config -> config.get(Samples.LEVEL) > 3).set(Samples.ZONE, config -> "Far/Away");
        };

        assertThat(values("system.hostname = atlas", module).get(Samples.ZONE)).isEqualTo("Far/Away");
        assertThat(values("system.hostname = me", module).get(Samples.ZONE)).isEqualTo("UTC");
    }

    @Test
    void a_conflict_with_a_module_shows_what_the_module_defines() {
        assertThat(said("level = 3", define -> define.set(Samples.LEVEL, config -> 7)))
                .isEqualTo("""
                        error: Option `level` is defined as `7` and as `3`.
                           --> machine.conf:1:9
                            |
                          1 | level = 3
                            |         ^ `3` here
                           --> module Sample:1:9
                            |
                          1 | level = 7
                            |         ^ `7` here
                          hint: Remove one of the two, or put the one that shall win into `force { … }`.
                        """);
    }

    @Test
    void what_a_module_defines_is_checked_like_a_file() {
        assertThat(said("", define -> define.setData(Samples.LEVEL, config -> Data.of("high"))))
                .startsWith("""
                        error: Option `level` does not accept `high`.
                           --> module Sample:1:9
                        """);
    }

    @Test
    void a_module_that_fails_is_blamed_by_name() {
        assertThat(said("", define -> define.set(Samples.LEVEL, config -> Integer.parseInt("seven"))))
                .isEqualTo("""
                        error: The module `Sample` failed to define `level`: java.lang.NumberFormatException: For input string: "seven".
                          hint: Report this to the author of the module.
                        """);
    }

    @Test
    void modules_that_depend_on_each_other_in_a_circle_are_reported() {
        assertThat(said("", define -> {
                    define.when(Samples.SSH).set(Samples.LEVEL, config -> 7);
                    define.when(config -> config.get(Samples.LEVEL) == 7).set(Samples.SSH, config -> true);
                }))
                .isEqualTo("""
                        error: Option `services.openssh.enable` depends on itself, through `level`.
                           --> module Sample:1:27
                            |
                          1 | services.openssh.enable = "…"
                            |                           ^^^ needs `level`
                           --> module Sample:1:9
                            |
                          1 | level = "…"
                            |         ^^^ needs `services.openssh.enable`
                          hint: Give one of them a value without a reference.
                        """);
    }

    private static EvaluatedConfig values(String text, Consumer<Definitions> module) {
        var configuration = load(text, module);
        assertThat(Samples.render(configuration)).isEmpty();
        return configuration.values();
    }

    private static String said(String text, Consumer<Definitions> module) {
        return Samples.render(load(text, module));
    }

    private static Configuration load(String text, Consumer<Definitions> module) {
        var definitions = Definitions.none();
        module.accept(definitions.of("Sample"));
        return ConfigurationLoader.parse(new InMemoryFiles().with("machine.conf", text), "machine.conf")
                .evaluate(List.copyOf(Samples.ALL), definitions);
    }
}
