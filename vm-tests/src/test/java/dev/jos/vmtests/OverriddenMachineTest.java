package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@MachineTest(config = "vm-tests/src/test/machines/overridden/machine.conf")
class OverriddenMachineTest {

    @Test
    void it_boots_with_no_failed_unit_and_is_healthy(Machine machine) {
        machine.waitForUnit("multi-user.target");

        assertThat(machine.succeed("systemctl list-units --failed --plain --no-legend"))
                .isEmpty();
        machine.checkHealth();
    }

    @Test
    void the_other_library_is_the_one_that_is_loaded(Machine machine) {
        assertThat(machine.succeed("dpkg-query --show --showformat='${Version}' liblzma5"))
                .startsWith("5.4.1");
        assertThat(machine.succeed("python3 -c 'import lzma; print(open(\"/proc/self/maps\").read())'"))
                .contains("/liblzma.so.5.4.1")
                .doesNotContain("liblzma.so.5.8");
    }

    @Test
    void what_was_built_against_the_newer_one_works_with_it(Machine machine) {
        machine.succeed("head -c 300000 /usr/bin/bash > /tmp/data");
        assertThat(machine.succeed("xz --version")).contains("liblzma 5.4.1");
        machine.succeed("xz --keep --threads=2 /tmp/data && xz --decompress --stdout /tmp/data.xz | cmp - /tmp/data");
        machine.succeed("tar --create --xz --file /tmp/data.tar.xz -C /tmp data");
        machine.succeed("tar --extract --to-stdout --file /tmp/data.tar.xz data | cmp - /tmp/data");
        machine.succeed("python3 -c 'import lzma; lzma.open(\"/tmp/data.xz\").read()'");
        machine.succeed("mkdir -p /tmp/p/DEBIAN && printf 'Package: p\\nVersion: 1\\nArchitecture: all\\n"
                + "Maintainer: A <a@example.org>\\nDescription: a package\\n' > /tmp/p/DEBIAN/control");
        machine.succeed("dpkg-deb --root-owner-group -Zxz --build /tmp/p /tmp/p.deb && dpkg-deb --info /tmp/p.deb");
        machine.succeed("modprobe dummy && journalctl --boot --lines=1 && systemctl status --no-pager");
    }
}
