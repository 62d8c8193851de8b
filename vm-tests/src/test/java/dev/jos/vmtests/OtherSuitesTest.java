package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.jos.packages.Architecture;
import dev.jos.packages.archive.IndexedPackage;
import dev.jos.packages.lock.LockedPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Libraries of real suites in the place of those of a server of the release alone: planned, with nothing built.
@Tag("integration")
class OtherSuitesTest {

    private static final Architecture MACHINE = Architecture.host().orElseThrow();

    /// Point releases take security updates in, so which of them differ changes.
    private static final List<String> OFTEN_UPDATED =
            List.of("libssl3t64", "zlib1g", "libnghttp2-14", "libkrb5-3", "libexpat1", "libcurl4t64", "libgnutls30t64");

    private final TestBench bench = TestBench.open();

    private Path server(String name, String... more) throws IOException {
        return bench.copyOf("vm-tests/src/test/machines/release/machine.conf", name, more);
    }

    private JsonObject plan(String name, String... more) throws IOException {
        return bench.jos("build", server(name, more).toString(), "--dry-run", "--json");
    }

    private Optional<LockedPackage> of(String suite, String name) throws IOException {
        return bench.archive(suite).index(MACHINE).newest(name).map(IndexedPackage::locked);
    }

    @Test
    void a_security_update_is_rebound_and_nothing_is_built() throws IOException {
        int rebound = 0;
        for (String name : OFTEN_UPDATED) {
            Optional<LockedPackage> update = of("trixie-security", name);
            boolean same = update.isEmpty()
                    || of("trixie", name)
                            .filter(each -> each.sha256().equals(update.get().sha256()))
                            .isPresent();
            if (same) {
                continue;
            }
            JsonObject plan = plan("security", "packages.override.%s.suite = trixie-security".formatted(name));

            assertThat(plan.getAsJsonArray("built")).as(name).isEmpty();
            assertThat(plan.getAsJsonArray("rebuilt")).as(name).isEmpty();
            // An update of the package may leave the library as it is.
            rebound += plan.getAsJsonArray("rebound").size();
        }
        assertThat(rebound).isPositive();
    }

    @Test
    void an_older_library_is_refused_for_the_one_program_that_it_breaks() throws IOException {
        Path alone = server("older", "packages.override.liblzma5.suite = bookworm");

        assertThat(bench.refusal("build", alone.toString(), "--dry-run", "--json"))
                .contains("`/usr/bin/xz` of `xz-utils` needs")
                .contains("lzma_mt_block_size@XZ_5.6.0")
                .contains("packages.override.xz-utils.suite = bookworm");

        JsonObject together =
                plan("older", "packages.override { liblzma5.suite = bookworm, xz-utils.suite = bookworm }");
        assertThat(together.getAsJsonArray("rebuilt")).isEmpty();
        assertThat(names(together)).contains("dpkg", "libsystemd0", "kmod");
    }

    @Test
    void a_library_that_needs_a_newer_c_library_is_refused_with_that_reason() throws IOException {
        LockedPackage terminal = of("forky", "libtinfo6").orElseThrow();
        Path configuration = server("newer", "packages.override.libtinfo6.deb = \"./libtinfo6.deb\"");
        bench.download(terminal, configuration.resolveSibling("libtinfo6.deb"));

        assertThat(bench.refusal("build", configuration.toString(), "--dry-run", "--json"))
                .contains("of `libtinfo6` needs the version `GLIBC_2.")
                .contains("of `libc.so.6`, which this `libc6` lacks");
    }

    private static List<String> names(JsonObject plan) {
        return plan.getAsJsonArray("rebound").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .map(each -> each.get("package").getAsString())
                .toList();
    }
}
