package dev.jos.system.initrd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.modules.FileSystem;
import dev.jos.modules.InitrdFeature;
import dev.jos.modules.KeyboardLayout;
import dev.jos.modules.LuksDevice;
import dev.jos.modules.SystemDefinition;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InitrdPlanTest {

    private final SystemDefinition definition = new SystemDefinition();

    @Test
    void an_ordinary_root_needs_its_modules_only() {
        mount("LABEL=root", "/", "ext4", true);

        InitrdContents contents = InitrdPlan.of(definition);

        assertThat(contents.modules()).contains("virtio_blk", "ext4").doesNotContain("btrfs", "dm_mod");
        assertThat(contents.optionalModules()).isEmpty();
        assertThat(contents.programs()).isEmpty();
        assertThat(contents.texts()).isEmpty();
    }

    @Test
    void an_encrypted_device_brings_what_opens_it_and_a_keyboard() {
        definition.keyboard(new KeyboardLayout("pc105", "de", "", List.of()));
        definition.consoleFont("Lat15-Terminus16");
        definition.luksDevice(new LuksDevice("system", "/dev/sda2", Optional.empty(), List.of("discard")));

        InitrdContents contents = InitrdPlan.of(definition);

        assertThat(contents.programs()).containsExactly("usr/sbin/cryptsetup");
        assertThat(contents.optionalModules()).contains("xts", "usbhid");
        assertThat(contents.copies())
                .containsExactly("usr/share/consolefonts/Lat15-Terminus16.psf.gz", "usr/share/jos/console.bmap");
        assertThat(contents.texts()).containsEntry("etc/crypttab", "system /dev/sda2 none luks,discard\n");
    }

    @Test
    void a_device_that_nobody_types_for_needs_no_keyboard() {
        var key = new LuksDevice.Key(Optional.of("/a.key"), Optional.of("LABEL=keys"));
        definition.luksDevice(new LuksDevice("system", "/dev/sda2", Optional.of(key), List.of("headless")));

        InitrdContents contents = InitrdPlan.of(definition);

        assertThat(contents.optionalModules()).doesNotContain("usbhid");
        assertThat(contents.texts())
                .containsEntry("etc/crypttab", "system /dev/sda2 /a.key:LABEL=keys luks,headless\n");
    }

    @Test
    void volume_groups_and_arrays_bring_their_programs() {
        definition.initrdFeature(InitrdFeature.LVM);
        definition.initrdFeature(InitrdFeature.RAID);

        InitrdContents contents = InitrdPlan.of(definition);

        assertThat(contents.programs()).containsExactly("usr/sbin/lvm", "usr/sbin/mdadm");
        assertThat(contents.modules()).contains("dm_mod", "md_mod");
        assertThat(contents.texts()).containsKey("storage");
    }

    @Test
    void what_the_system_needs_before_it_starts_is_mounted_with_options_for_the_kernel() {
        mount("LABEL=root", "/", "btrfs", true);
        mount("LABEL=esp", "/boot", "vfat", false);
        mount("LABEL=var", "/var", "xfs", true, "noatime", "nofail", "x-systemd.device-timeout=5");

        InitrdContents contents = InitrdPlan.of(definition);

        assertThat(contents.modules()).contains("btrfs", "xfs").doesNotContain("vfat");
        assertThat(contents.texts()).containsEntry("etc/fstab", "LABEL=var /var xfs noatime 0 2\n");
    }

    @Test
    void vfat_brings_the_character_sets_it_asks_for() {
        mount("LABEL=esp", "/boot", "vfat", true);

        assertThat(InitrdPlan.of(definition).modules()).contains("vfat", "nls_cp437", "nls_ascii");
    }

    private void mount(String device, String where, String type, boolean early, String... options) {
        definition.fileSystem(new FileSystem(device, where, type, List.of(options), early, 2));
    }
}
