package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@MachineTest(config = "vm-tests/src/test/machines/scoped/machine.conf")
class ScopedMachineTest {

    private static final String OWN = "/usr/lib/jos/scopes/curl/libz.so.1";
    private static final String STOCK = "/usr/lib/x86_64-linux-gnu/libz.so.1.3.1";

    @Test
    void it_boots_with_no_failed_unit_and_is_healthy(Machine machine) {
        machine.waitForUnit("multi-user.target");

        assertThat(machine.succeed("systemctl list-units --failed --plain --no-legend"))
                .isEmpty();
        machine.checkHealth();
    }

    @Test
    void both_libraries_are_loaded_at_the_same_time(Machine machine) {
        machine.succeed("mkfifo /tmp/wait");
        machine.succeed("(curl --silent --upload-file - http://127.0.0.1:9/ < /tmp/wait) > /dev/null 2>&1 & "
                + "echo $! > /tmp/shell; exec 3<> /tmp/wait; exec 3>&-; true");
        machine.succeed("(curl --silent file:///tmp/wait > /dev/null & echo $! > /tmp/curl); sleep 1; true");
        String curl = machine.succeed("cat /proc/$(cat /tmp/curl)/maps");
        String other = machine.succeed("python3 -c 'import zlib; print(open(\"/proc/self/maps\").read())'");

        assertThat(curl).contains(OWN).doesNotContain(STOCK);
        assertThat(other).contains(STOCK).doesNotContain("/scopes/");
    }
}
