package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jos.vmtests.MachineTest.Cable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What tests can do with machines, shown on two with a cable between them that go back to how they booted.
@MachineTest(
        name = "left",
        config = "examples/minimal/machine.conf",
        with = {
            "force.system.hostname = left",
            "networking.interfaces.lan { match.mac = \"52:54:00:00:02:01\", addresses = [10.9.0.1/24] }"
        },
        cables = @Cable(to = "between", mac = "52:54:00:00:02:01"),
        memory = 512,
        screen = true,
        fork = true)
@MachineTest(
        name = "right",
        config = "examples/minimal/machine.conf",
        with = {
            "force.system.hostname = right",
            "networking.interfaces.lan { match.mac = \"52:54:00:00:02:02\", addresses = [10.9.0.2/24] }"
        },
        cables = @Cable(to = "between", mac = "52:54:00:00:02:02"),
        outside = false,
        memory = 512)
class PairOfMachinesTest {

    private static final String RIGHT_ANSWERS = "timeout 5 bash -c '</dev/tcp/10.9.0.2/22'";

    @Test
    void a_cable_that_is_pulled_out_parts_them_until_it_is_plugged_in_again(Machine left, Machine right) {
        right.waitForOpenPort(22);
        left.waitUntilSucceeds(RIGHT_ANSWERS);

        right.blockNetwork("between");
        left.fail(RIGHT_ANSWERS);
        right.unblockNetwork();
        left.waitUntilSucceeds(RIGHT_ANSWERS);

        left.blockNetwork();
        left.fail(RIGHT_ANSWERS);
        left.unblockNetwork("between");
        left.waitUntilSucceeds(RIGHT_ANSWERS);
    }

    @Test
    void people_log_in_on_the_screen(Machine left) {
        left.waitForText("left login:");

        left.sendChars("alice\n");
        left.waitForText("Password");
        left.sendChars("jos\n");
        left.waitForText("alice@left");
        left.sendChars("touch /tmp/typed\n");

        left.waitForFile("/tmp/typed");
        left.sendKeys("ctrl-d");
        left.waitUntilFails("pgrep -u alice -x bash");
    }

    @Test
    void files_and_directories_are_the_same_on_the_other_side(Machine right, @TempDir Path directory)
            throws IOException {
        byte[] content = new byte[(3 << 20) + 17];
        new Random(1).nextBytes(content);
        Path from = Files.createDirectories(directory.resolve("from/it's below"));
        Files.write(from.resolve("large"), content);
        Files.write(from.resolve("empty"), new byte[0]);

        right.copyIn(directory.resolve("from"), "/var/tmp/there");
        right.copyOut("/var/tmp/there", directory.resolve("back"));

        assertThat(directory.resolve("back/it's below/large")).hasBinaryContent(content);
        assertThat(directory.resolve("back/it's below/empty")).isEmptyFile();
        assertThatThrownBy(() -> right.copyOut("/nowhere", directory.resolve("nothing")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("copying failed");
    }

    @Test
    void both_go_back_to_how_they_had_booted(Machine left, Machine right) {
        left.succeed("test ! -e /tmp/typed && touch /tmp/typed");
        right.succeed("test ! -e /var/tmp/there && mkdir /var/tmp/there");
    }

    @Test
    void a_snapshot_is_gone_back_to_from_a_machine_that_is_off(Machine right) {
        right.succeed("echo before >/run/state");
        right.snapshot("state");
        right.succeed("echo after >/run/state; echo after >/var/lib/state; sync");

        right.cutPower();
        right.forkFromSnapshot("state");

        assertThat(right.succeed("cat /run/state")).isEqualTo("before\n");
        right.fail("test -e /var/lib/state");
    }
}
