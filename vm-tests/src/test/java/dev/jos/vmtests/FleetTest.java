package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.system.PackageReference;
import dev.jos.system.SystemGeneration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The fleet of the examples is built as one builds it oneself: every machine from its own file.
@Tag("integration")
class FleetTest {

    @Test
    void three_machines_are_built_from_what_they_share_and_what_is_their_own() throws IOException {
        TestBench bench = TestBench.open();
        Path common = bench.copyOf("examples/fleet/common.conf", "fleet");

        SystemGeneration atlas = bench.build(common.resolveSibling("atlas/machine.conf"));
        SystemGeneration boreas = bench.build(common.resolveSibling("boreas/machine.conf"));
        SystemGeneration ceres = bench.build(common.resolveSibling("ceres/machine.conf"));

        assertThat(Set.of(atlas.id(), boreas.id(), ceres.id())).hasSize(3);
        assertThat(packages(atlas)).isEqualTo(packages(boreas)).contains("nginx", "fail2ban", "systemd-timesyncd");
        assertThat(packages(ceres)).contains("chrony").doesNotContain("nginx", "fail2ban", "systemd-timesyncd");
        Set<String> shared = new HashSet<>(packages(ceres));
        shared.retainAll(packages(atlas));
        assertThat(shared).contains("openssh-server", "nftables", "vim", "sudo");
    }

    private static Set<String> packages(SystemGeneration system) {
        return system.manifest().packages().stream().map(PackageReference::name).collect(Collectors.toSet());
    }
}
