package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@MachineTest(config = "examples/containers/machine.conf")
class ContainersMachineTest {

    @Test
    void it_boots_with_no_failed_unit_and_is_healthy(Machine machine) {
        machine.waitForUnit("multi-user.target");

        machine.checkHealth();
        assertThat(machine.succeed("systemctl list-units --failed --plain --no-legend"))
                .isEmpty();
    }

    @Test
    void the_declared_container_serves_its_page(Machine machine) {
        machine.waitForUnit("hello.service");

        assertThat(machine.waitUntilSucceeds("curl -sf http://127.0.0.1:8080/"))
                .isEqualTo("<h1>Hello from a container</h1>\n");
        assertThat(machine.succeed("podman ps --format '{{.Image}}'")).contains("localhost/busybox");
    }

    @Test
    void a_member_of_the_group_runs_containers_with_docker(Machine machine) {
        machine.waitForUnit("docker.service");
        machine.succeed("tar --create --directory / usr/bin/busybox --transform s,usr/,, | docker import - busybox");

        assertThat(machine.succeed("runuser -u alice -- docker run --rm busybox /bin/busybox echo works"))
                .isEqualTo("works\n");
        assertThat(machine.succeed("docker info --format '{{.LoggingDriver}}'")).isEqualTo("journald\n");
        assertThat(machine.succeed("systemctl is-active docker-prune.timer")).isEqualTo("active\n");
    }

    @Test
    void whoever_is_not_root_runs_containers_with_users_of_their_own(Machine machine) {
        machine.waitForUnit("multi-user.target");

        assertThat(machine.ssh(
                        "alice",
                        "test-key",
                        "tar --create --directory / usr/bin/busybox --transform s,usr/,, | podman import --quiet - mine &&"
                                + " podman run --rm --network none --user 7 mine /bin/busybox id -u"))
                .endsWith("\n7\n");
    }
}
