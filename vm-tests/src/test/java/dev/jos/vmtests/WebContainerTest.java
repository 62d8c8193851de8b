package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

@ContainerTest(config = "examples/web/machine.conf")
class WebContainerTest implements WebServices {

    @Test
    void it_knows_that_it_is_a_container_and_has_no_kernel(Container container) {
        assertThat(container.succeed("systemd-detect-virt --container")).isEqualTo("docker\n");
        container.fail("ls /usr/lib/modules /boot");
        assertThat(container.succeed("dpkg-query -W -f '${binary:Package}\\n'"))
                .contains("nginx\n", "systemd\n")
                .doesNotContain("linux-image", "initramfs", "busybox");
    }

    @Test
    void the_hardware_of_the_host_is_left_alone(Container container) {
        for (String unit : new String[] {"systemd-udevd.service", "systemd-modules-load.service"}) {
            assertThat(container.fail("systemctl is-enabled " + unit).output()).isEqualTo("masked\n");
        }
        assertThat(container
                        .fail("systemctl is-active systemd-networkd systemd-timesyncd")
                        .output())
                .isEqualTo("inactive\ninactive\n");
    }

    @Test
    void it_has_an_identity_of_its_own_and_no_defaults_were_applied(Container container) {
        assertThat(container.succeed("cat /etc/machine-id")).matches("[0-9a-f]{32}\n");
        assertThat(container.succeed("test -s /etc/ssh/ssh_host_ed25519_key.pub && cat /etc/ssh/ssh_host_*.pub"))
                .contains("ssh-ed25519 ");
        assertThat(container.fail("systemctl is-enabled ssh.socket").output()).isEqualTo("disabled\n");
    }

    @Test
    void the_layers_are_together_what_the_packages_and_the_composition_say(Container container) {
        assertThat(container.succeed("stat -c '%U:%G %a' /usr/bin/ssh-agent /etc/shadow /usr/bin/sudo /tmp"))
                .isEqualTo("root:_ssh 2755\nroot:shadow 640\nroot:root 4755\nroot:root 1777\n");
        // Configuration files differ where they should; of directories outside `/usr`, not all are there.
        assertThat(container.succeed("dpkg --verify")).doesNotContain("/usr/").contains("missing     /boot\n");
    }

    @Test
    void what_fails_is_told_with_what_it_printed(Container container) {
        assertThat(container.fail("echo out; echo err >&2; exit 7"))
                .satisfies(result -> assertThat(result.status()).isEqualTo(7))
                .satisfies(result -> assertThat(result.output()).isEqualTo("out\n"))
                .satisfies(result -> assertThat(result.errors()).isEqualTo("err\n"));
        container.succeed("printf '[Service]\\nExecStart=false\\n' >/run/systemd/system/broken.service"
                + " && systemctl daemon-reload");
        container.start("systemctl start broken");
        assertThatThrownBy(() -> container.waitForUnit("broken.service"))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("The unit `broken.service` failed:");
        container.succeed("systemctl reset-failed broken");
    }

    @Test
    void processes_can_be_started_and_left_running(Container container) {
        container.start("sleep 1; touch /run/touched");

        container.waitUntilSucceeds("test -e /run/touched");
    }
}
