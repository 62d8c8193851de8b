package dev.jos.system.initrd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jos.modules.Microcode;
import dev.jos.modules.Microcode.Vendor;
import dev.jos.store.Tree;
import dev.jos.store.testing.InMemoryContents;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class EarlyMicrocodeTest {

    private final InMemoryContents contents = new InMemoryContents();
    private final Tree system = Tree.builder()
            .put("usr/lib/firmware/intel-ucode/06-8e-09", contents.file(0644, "eight"))
            .put("usr/lib/firmware/intel-ucode/06-9e-0a.initramfs", contents.file(0644, "nine"))
            .put("usr/lib/firmware/amd-ucode/microcode_amd.bin", contents.file(0644, "amd"))
            .put("usr/lib/firmware/amd-ucode/README", contents.file(0644, "read me"))
            .build();

    @Test
    void all_files_of_a_vendor_become_one_under_the_name_that_the_kernel_knows() throws IOException {
        assertThat(written(new Microcode(Vendor.INTEL, new TreeSet<>()), new Microcode(Vendor.AMD, new TreeSet<>())))
                .startsWith("070701")
                .contains("kernel/x86/microcode/GenuineIntel.bin\0")
                .contains("eightnine")
                .contains("kernel/x86/microcode/AuthenticAMD.bin\0")
                .contains("amd")
                .doesNotContain("read me");
    }

    @Test
    void processors_can_be_chosen() throws IOException {
        assertThat(written(new Microcode(Vendor.INTEL, new TreeSet<>(List.of("06-9e-0a")))))
                .contains("nine")
                .doesNotContain("eight");
    }

    @Test
    void none_leaves_the_initrd_as_it_is() throws IOException {
        assertThat(written()).isEmpty();
    }

    @Test
    void a_processor_without_microcode_is_named() {
        assertThatThrownBy(() -> written(new Microcode(Vendor.INTEL, new TreeSet<>(List.of("06-00-00", "06-8e-09")))))
                .isInstanceOf(IOException.class)
                .hasMessage("the system has no microcode in /usr/lib/firmware/intel-ucode for 06-00-00");
    }

    private String written(Microcode... wanted) throws IOException {
        var out = new ByteArrayOutputStream();
        new EarlyMicrocode(system, contents).write(List.of(wanted), out);
        return out.toString(StandardCharsets.ISO_8859_1);
    }
}
