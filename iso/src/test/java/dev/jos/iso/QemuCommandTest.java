package dev.jos.iso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jos.host.EthernetHub;
import dev.jos.iso.disk.Firmware;
import dev.jos.packages.Architecture;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QemuCommandTest {

    private static final MachineSettings SETTINGS =
            MachineSettings.of(Architecture.AMD64).withCards(List.of(new NetworkCard.Outside(List.of(22))));

    /// QEMU's `FW_CFG_MAX_FILE_PATH` without the final zero.
    private static final int LONGEST_FILE_NAME = 55;

    private static final QemuCommand.Disk DISK = new QemuCommand.Disk("root.qcow2", Optional.empty());

    @Test
    void the_writable_disk_comes_first_and_the_store_cannot_be_written() {
        List<String> command = direct(SETTINGS, Accelerator.TCG);

        assertThat(command.indexOf("virtio-blk-pci,drive=root,serial=root"))
                .isLessThan(command.indexOf("virtio-blk-pci,drive=store,serial=store"));
        assertThat(command).contains("driver=raw,node-name=store,file=store-file,read-only=on");
    }

    @Test
    void further_disks_come_after_the_store() {
        List<String> command = direct(SETTINGS.withDisks(List.of(1L << 30, 1L << 30)), Accelerator.TCG);

        assertThat(command.indexOf("virtio-blk-pci,drive=store,serial=store"))
                .isLessThan(command.indexOf("virtio-blk-pci,drive=disk1,serial=disk1"));
        assertThat(command).contains("driver=file,node-name=disk2-file,filename=/machine/disk2.qcow2,read-only=off");
    }

    @Test
    void ports_are_forwarded_from_the_loopback_address_only() {
        assertThat(direct(SETTINGS, Accelerator.TCG)).contains("user,id=network0,hostfwd=tcp:127.0.0.1:0-:22");
    }

    @Test
    void a_card_of_a_network_of_machines_connects_to_its_hub() throws IOException {
        try (EthernetHub hub = EthernetHub.open()) {
            MachineSettings settings = SETTINGS.withCards(List.of(new NetworkCard.Inside(hub, "52:54:00:00:01:02")));

            assertThat(direct(settings, Accelerator.TCG))
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
        assertThat(direct(SETTINGS, Accelerator.TCG)).doesNotContain("virtio-vga", "-vnc");
        assertThat(direct(SETTINGS.withDisplay(MachineSettings.Display.HIDDEN), Accelerator.TCG))
                .contains("virtio-vga", "virtio-keyboard-pci")
                .doesNotContain("-vnc");
        assertThat(direct(SETTINGS.withDisplay(MachineSettings.Display.VNC), Accelerator.TCG))
                .contains("virtio-vga")
                .containsSequence("-vnc", "127.0.0.1:0,to=99");
    }

    @Test
    void the_console_goes_to_a_log_or_to_the_terminal_and_a_log() {
        MachineSettings terminal = SETTINGS.withConsole(MachineSettings.Console.TERMINAL);

        assertThat(direct(SETTINGS, Accelerator.TCG))
                .contains("socket,id=console,path=/sockets/console,server=on,wait=off,"
                        + "logfile=/machine/serial.log,logappend=on");
        assertThat(direct(terminal, Accelerator.TCG))
                .contains("stdio,id=console,mux=on,signal=off,logfile=/machine/serial.log,logappend=on");
    }

    @Test
    void kvm_uses_the_processor_as_it_is() {
        assertThat(direct(SETTINGS, Accelerator.KVM)).containsSequence("-accel", "kvm", "-cpu", "host");
    }

    @Test
    void an_emulated_processor_has_no_string_instructions_that_are_emulated_byte_by_byte() {
        List<String> command = direct(SETTINGS, Accelerator.TCG);

        assertThat(command.get(command.indexOf("-cpu") + 1)).startsWith("max,").contains(",erms=off,", ",fsrm=off,");
    }

    @Test
    void an_installed_machine_boots_from_its_disk_with_the_firmware_and_variables_of_its_own() {
        List<String> command = installed(SETTINGS.withFirmware(Firmware.UEFI));

        assertThat(command).containsSequence("-machine", "q35,pflash0=firmware,pflash1=variables");
        assertThat(command)
                .contains(
                        "driver=file,node-name=firmware-file,filename=/firmware/code.fd,read-only=on",
                        "driver=qcow2,node-name=variables,file=variables-file,read-only=off",
                        "virtio-blk-pci,drive=root,serial=root,bootindex=0")
                .doesNotContain("-kernel", "-append")
                .noneMatch(word -> word.contains("store"));
    }

    @Test
    void firmware_without_variables_has_no_flash() {
        assertThat(installed(SETTINGS.withFirmware(Firmware.BIOS)))
                .containsSequence("-machine", "q35")
                .containsSequence("-bios", "/firmware/code.fd");
    }

    @Test
    void the_shell_comes_through_tables_of_the_firmware_or_a_file_where_it_has_none() {
        assertThat(installed(SETTINGS.withFirmware(Firmware.UEFI)))
                .anyMatch(word -> word.startsWith("type=11,value=io.systemd.credential.binary:systemd.extra-unit."));
        assertThat(installed(MachineSettings.of(Architecture.ARM64).withFirmware(Firmware.U_BOOT)))
                .anyMatch(word ->
                        word.startsWith("name=opt/io.systemd.credentials/systemd.extra-unit.j.service,string=[Unit]"))
                .filteredOn(word -> word.startsWith("name=opt/"))
                .allMatch(word ->
                        word.substring("name=".length(), word.indexOf(',')).length() <= LONGEST_FILE_NAME);
    }

    @Test
    void firmware_that_no_such_machine_has_is_refused() {
        assertThatThrownBy(() -> SETTINGS.withFirmware(Firmware.U_BOOT)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writes_to_the_first_disk_pass_through_what_records_them() {
        List<String> command = QemuCommand.installed(
                SETTINGS.withFirmware(Firmware.BIOS),
                Accelerator.TCG,
                new QemuCommand.Disk("root-1.qcow2", Optional.of("root-1.writes")));

        assertThat(command)
                .contains("driver=file,node-name=root-file,filename=/machine/root-1.qcow2,read-only=off")
                .contains("driver=file,node-name=log-file,filename=/machine/root-1.writes")
                .contains("virtio-blk-pci,drive=recorded,serial=root,bootindex=0");
    }

    @Test
    void a_snapshot_holds_every_device_that_is_written_to() {
        assertThat(QemuCommand.writableNodes(
                        SETTINGS.withDisks(List.of(1L << 30)).withFirmware(Firmware.UEFI)))
                .containsExactly("root", "variables", "disk1");
        assertThat(QemuCommand.writableNodes(SETTINGS)).containsExactly("root");
    }

    private static List<String> direct(MachineSettings settings, Accelerator accelerator) {
        return QemuCommand.direct(settings, accelerator, DISK, List.of("root=/dev/vda"));
    }

    private static List<String> installed(MachineSettings settings) {
        return QemuCommand.installed(settings, Accelerator.TCG, DISK);
    }
}
