package dev.jos.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.config.testing.InMemoryFiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleTest {

    @Test
    void five_thousand_options_and_twenty_thousand_definitions_take_a_moment() {
        var options = new ArrayList<Option<?>>();
        var first = new StringBuilder("imports = [a.conf, b.conf, c.conf]\n");
        var next = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            String name = "group%d.part%d.option%d".formatted(i % 50, i % 500, i);
            options.add(Option.option(name, Types.list(Types.integer()), "One of many.")
                    .defaultsTo(List.of()));
            first.append(name).append(" = [").append(i).append("]\n");
            next.append(name).append(" = [1, 2]\n");
        }
        var files = new InMemoryFiles()
                .with("machine.conf", first.toString())
                .with("a.conf", next.toString())
                .with("b.conf", next.toString())
                .with("c.conf", next.toString());
        long start = System.nanoTime();

        var configuration = ConfigurationLoader.parse(files, "machine.conf").evaluate(options, Definitions.none());

        assertThat(configuration.diagnostics()).isEmpty();
        assertThat(configuration.values().plain().entries()).hasSize(50);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void every_definition_may_have_a_problem_and_all_are_reported() {
        var text = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            text.append("users.users.u").append(i).append(" { uid = none }\n");
        }

        var diagnostics = Samples.load(text.toString()).diagnostics();

        assertThat(diagnostics).hasSize(3000);
        assertThat(diagnostics.get(2999).primary().orElseThrow().place().line()).isEqualTo(3000);
    }
}
