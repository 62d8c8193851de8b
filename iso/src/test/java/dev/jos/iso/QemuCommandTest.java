package dev.jos.iso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jos.host.EthernetHub;
import dev.jos.packages.Architecture;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class QemuCommandTest {

    private static final MachineSettings SETTINGS =
            MachineSettings.of(Architecture.AMD64).withCards(List.of(new NetworkCard.Outside(List.of(22))));

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
                .contains("user,id=network0,hostfwd=tcp:127.0.0.1:0-:22");
    }

    @Test
    void a_card_of_a_network_of_machines_connects_to_its_hub() throws IOException {
        try (EthernetHub hub = EthernetHub.open()) {
            MachineSettings settings = SETTINGS.withCards(List.of(new NetworkCard.Inside(hub, "52:54:00:00:01:02")));

            assertThat(QemuCommand.of(settings, Accelerator.TCG, List.of()))
                    .contains("stream,id=network0,server=off,addr.type=unix,addr.path=/networks/0/hub")
                    .contains("virtio-net-pci,netdev=network0,mac=52:54:00:00:01:02,romfile=")
                    .noneMatch(word -> word.startsWith("user,"));
        }
    }

    @Test
    void only_one_card_leads_outside() {
        NetworkCard outside = new NetworkCard.Outside(List.of());

        assertThatThrownBy(() -> SETTINGS.withCards(List.of(outside, outside)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_machine_has_a_screen_if_it_is_asked_for() {
        assertThat(QemuCommand.of(SETTINGS, Accelerator.TCG, List.of())).doesNotContain("virtio-vga", "-vnc");
        assertThat(QemuCommand.of(SETTINGS.withDisplay(MachineSettings.Display.HIDDEN), Accelerator.TCG, List.of()))
                .contains("virtio-vga", "virtio-keyboard-pci")
                .doesNotContain("-vnc");
        assertThat(QemuCommand.of(SETTINGS.withDisplay(MachineSettings.Display.VNC), Accelerator.TCG, List.of()))
                .contains("virtio-vga")
                .containsSequence("-vnc", "127.0.0.1:0,to=99");
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
