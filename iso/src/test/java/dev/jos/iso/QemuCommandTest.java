package dev.jos.iso;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.packages.Architecture;
import java.util.List;
import org.junit.jupiter.api.Test;

class QemuCommandTest {

    private static final MachineSettings SETTINGS =
            MachineSettings.of(Architecture.AMD64).withForwardedPorts(List.of(22));

    @Test
    void the_writable_disk_comes_first_and_the_store_cannot_be_written() {
        List<String> command = QemuCommand.of(SETTINGS, Accelerator.TCG, List.of("root=/dev/vda"));

        assertThat(command.indexOf("virtio-blk-pci,drive=root,serial=root"))
                .isLessThan(command.indexOf("virtio-blk-pci,drive=store,serial=store"));
        assertThat(command).contains("driver=raw,node-name=store,file=store-file,read-only=on");
    }

    @Test
    void further_disks_come_after_the_store() {
        List<String> command =
                QemuCommand.of(SETTINGS.withDisks(List.of(1L << 30, 1L << 30)), Accelerator.TCG, List.of());

        assertThat(command.indexOf("virtio-blk-pci,drive=store,serial=store"))
                .isLessThan(command.indexOf("virtio-blk-pci,drive=disk1,serial=disk1"));
        assertThat(command).contains("driver=file,node-name=disk2-file,filename=/machine/disk2.qcow2,read-only=off");
    }

    @Test
    void ports_are_forwarded_from_the_loopback_address_only() {
        assertThat(QemuCommand.of(SETTINGS, Accelerator.TCG, List.of()))
                .contains("user,id=network,hostfwd=tcp:127.0.0.1:0-:22");
    }

    @Test
    void the_console_goes_to_a_log_or_to_the_terminal_and_a_log() {
        MachineSettings terminal = SETTINGS.withConsole(MachineSettings.Console.TERMINAL);

        assertThat(QemuCommand.of(SETTINGS, Accelerator.TCG, List.of()))
                .contains("socket,id=console,path=/sockets/console,server=on,wait=off,"
                        + "logfile=/machine/serial.log,logappend=on");
        assertThat(QemuCommand.of(terminal, Accelerator.TCG, List.of()))
                .contains("stdio,id=console,mux=on,signal=off,logfile=/machine/serial.log,logappend=on");
    }

    @Test
    void kvm_uses_the_processor_as_it_is() {
        assertThat(QemuCommand.of(SETTINGS, Accelerator.KVM, List.of()))
                .containsSequence("-accel", "kvm", "-cpu", "host");
    }

    @Test
    void an_emulated_processor_has_no_string_instructions_that_are_emulated_byte_by_byte() {
        List<String> command = QemuCommand.of(SETTINGS, Accelerator.TCG, List.of());

        assertThat(command.get(command.indexOf("-cpu") + 1)).startsWith("max,").contains(",erms=off,", ",fsrm=off,");
    }
}
