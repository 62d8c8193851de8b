package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@MachineTest(config = "vm-tests/src/test/machines/variant/machine.conf")
class VariantMachineTest {

    private static final String LIBRARY = "/usr/lib/x86_64-linux-gnu/liblzma.so.5";

    @Test
    void it_boots_with_no_failed_unit_and_is_healthy(Machine machine) {
        machine.waitForUnit("multi-user.target");

        assertThat(machine.succeed("systemctl list-units --failed --plain --no-legend"))
                .isEmpty();
        machine.checkHealth();
    }

    @Test
    void the_debugger_knows_the_source_of_the_library(Machine machine) {
        assertThat(machine.succeed("gdb --batch -ex 'info line lzma_code' " + LIBRARY))
                .contains("common.c")
                .contains("lzma_code");
        assertThat(machine.succeed("gdb --batch -ex 'info scope lzma_code' " + LIBRARY))
                .contains("Symbol strm");
    }

    @Test
    void programs_of_the_archive_work_with_it(Machine machine) {
        assertThat(machine.succeed("python3 -c 'import lzma; print(open(\"/proc/self/maps\").read())'"))
                .contains("/liblzma.so.5");
        machine.succeed("head -c 300000 /usr/bin/bash > /tmp/data");
        machine.succeed("xz --keep --threads=2 /tmp/data && xz --decompress --stdout /tmp/data.xz | cmp - /tmp/data");
        machine.succeed("tar --create --xz --file /tmp/data.tar.xz -C /tmp data");
        machine.succeed("tar --extract --to-stdout --file /tmp/data.tar.xz data | cmp - /tmp/data");
        machine.succeed("mkdir -p /tmp/p/DEBIAN && printf 'Package: p\\nVersion: 1\\nArchitecture: all\\n"
                + "Maintainer: A <a@example.org>\\nDescription: a package\\n' > /tmp/p/DEBIAN/control");
        machine.succeed("dpkg-deb --root-owner-group -Zxz --build /tmp/p /tmp/p.deb && dpkg-deb --info /tmp/p.deb");
        machine.succeed("systemctl status --no-pager && journalctl --boot --lines=1");
    }
}
