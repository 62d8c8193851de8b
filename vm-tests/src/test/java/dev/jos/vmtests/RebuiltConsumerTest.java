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

        JsonObject plan = bench.jos("build", configuration.toString(), "--dry-run", "--json");
        JsonObject built = bench.jos("build", configuration.toString(), "--json");

        assertThat(names(plan, "built")).containsExactly("liblzma5");
        assertThat(names(built, "built")).containsExactly("liblzma5");
        assertThat(names(built, "rebuilt")).containsExactly("dpkg");
        assertThat(names(built, "rebound")).contains("kmod", "libpython3.13-stdlib", "libsystemd0");
        SystemGeneration system = bench.build(configuration);
        Path view =
                bench.checkout(bench.store().tree(new TreeId(system.manifest().view())), "rebuilt");
        Sandbox sandbox = bench.tools().sandbox(ToolSet.BUBBLEWRAP).around(view);
        Command script = Command.of("sh", "-ec", """
                mkdir -p /tmp/p/DEBIAN
                printf 'Package: p\\nVersion: 1\\nArchitecture: all\\nMaintainer: A <a@example.org>\\n' > /tmp/p/DEBIAN/control
                printf 'Description: a package\\n' >> /tmp/p/DEBIAN/control
                dpkg-deb --root-owner-group -Zxz --build /tmp/p /tmp/p.deb
                dpkg-deb --info /tmp/p.deb
                python3 -c 'import lzma; lzma.compress(b"data")'
                """).env("LD_BIND_NOW", "1");
        assertThat(sandbox.run(script, Confinement.NONE).text()).contains("Package: p");
    }

    private static List<String> names(JsonObject result, String field) {
        List<String> names = new ArrayList<>();
        for (JsonElement each : result.getAsJsonArray(field)) {
            names.add(each.getAsJsonObject().get("package").getAsString());
        }
        return names;
    }
}
