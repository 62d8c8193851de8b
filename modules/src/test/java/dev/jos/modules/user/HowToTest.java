package dev.jos.modules.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.config.DiagnosticRenderer;
import dev.jos.config.testing.InMemoryFiles;
import dev.jos.modules.FirewallRule;
import dev.jos.modules.machine.Machine;
import dev.jos.modules.machine.MachineLoader;
import dev.jos.modules.shipped.ShippedModules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Does literally what `docs/how-to/write-a-module.md` says.
class HowToTest {

    private final String page;
    private final String module;
    private final String configuration;

    HowToTest() throws IOException {
        page = Files.readString(Path.of(System.getProperty("jos.source.root", ".."), "docs/how-to/write-a-module.md"));
        module = block("java", 1);
        configuration = block("hocon", 1);
    }

    @Test
    void the_module_of_the_page_does_what_the_page_says() {
        var machine = load(module, configuration);

        assertThat(said(machine)).isEmpty();
        var system = machine.definition();
        assertThat(system.packages()).contains("iperf3");
        assertThat(system.firewallRules()).contains(FirewallRule.tcp(5201).from("192.0.2.0/24"));
        assertThat(system.healthChecks())
                .anySatisfy(check -> assertThat("ok      %s: %s".formatted(check.name(), check.description()))
                        .isSubstringOf(page));
    }

    @Test
    void the_mistake_of_the_page_is_answered_as_the_page_says() {
        String mistake = configuration.replace("enable = true", "enable = true\n  port = 70000");

        assertThat(said(load(module, mistake)).lines().findFirst().orElse("")).isSubstringOf(page);
    }

    @Test
    void the_module_of_the_page_may_define_other_options() {
        String more = module.replace(
                        "    @Override\n    public List<Option<?>> options()",
                        block("java", 2) + "\n    @Override\n    public List<Option<?>> options()")
                .replace(
                        "import java.util.List;",
                        "import dev.jos.config.Definitions;\nimport dev.jos.modules.shipped.network.Timesyncd;\nimport java.util.List;");

        assertThat(more).isNotEqualTo(module);
        assertThat(said(load(more, configuration))).isEmpty();
    }

    private String block(String language, int number) {
        var matcher =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(page);
        for (int i = 0; i < number; i++) {
            assertThat(matcher.find()).isTrue();
        }
        return matcher.group(1);
    }

    private static Machine load(String module, String configuration) {
        var files = new InMemoryFiles().with("machine.conf", configuration).with("Speedtest.java", module);
        return new MachineLoader(ShippedModules.all(), new UserModules(ClassCache.none())).load(files, "machine.conf");
    }

    private static String said(Machine machine) {
        return new DiagnosticRenderer(false).render(machine.diagnostics());
    }
}
