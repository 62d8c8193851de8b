package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.jos.host.Command;
import dev.jos.packages.tools.Confinement;
import dev.jos.packages.tools.Sandbox;
import dev.jos.packages.tools.ToolSet;
import dev.jos.store.TreeId;
import dev.jos.system.SystemGeneration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A library that drops functions which one of its consumers uses.
@Tag("integration")
class RebuiltConsumerTest {

    private final TestBench bench = TestBench.open();

    @Test
    void only_what_used_a_dropped_function_is_built_again_and_then_works() throws IOException {
        Path configuration = bench.copyOf("vm-tests/src/test/machines/rebuilt/machine.conf", "rebuilt");

        bench.forget("rebuilt");

        JsonObject plan = bench.jos("build", configuration.toString(), "--dry-run", "--json");
        JsonObject built = bench.jos("build", configuration.toString(), "--json");

        assertThat(names(plan, "built")).containsExactly("zlib1g");
        assertThat(names(built, "built")).containsExactly("zlib1g");
        assertThat(names(built, "rebuilt")).containsExactly("pigz");
        assertThat(names(built, "rebound")).contains("curl", "dpkg", "git");
        SystemGeneration system = bench.build(configuration);
        Path view =
                bench.checkout(bench.store().tree(new TreeId(system.manifest().view())), "rebuilt");
        Sandbox sandbox = bench.tools().sandbox(ToolSet.BUBBLEWRAP).around(view);
        Command script = Command.of("sh", "-ec", """
                pigz < /usr/bin/git > /tmp/git.gz
                pigz --decompress < /tmp/git.gz | cmp - /usr/bin/git
                git --version
                """).env("LD_BIND_NOW", "1");
        assertThat(sandbox.run(script, Confinement.NONE).text()).startsWith("git version");
    }

    @Test
    void it_is_refused_where_nothing_is_to_be_built_again() throws IOException {
        Path strict = bench.copyOf(
                "vm-tests/src/test/machines/rebuilt/machine.conf", "never-rebuilt", "packages.rebuild = false");

        assertThat(bench.refusal("build", strict.toString(), "--json"))
                .contains("`/usr/bin/pigz` of `pigz` needs `deflatePending@ZLIB_1.2.5.1` of `libz.so.1`")
                .contains("which this `zlib1g` does not offer");
    }

    private static List<String> names(JsonObject result, String field) {
        List<String> names = new ArrayList<>();
        for (JsonElement each : result.getAsJsonArray(field)) {
            names.add(each.getAsJsonObject().get("package").getAsString());
        }
        return names;
    }
}
