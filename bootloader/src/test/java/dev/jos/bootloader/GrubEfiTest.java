package dev.jos.bootloader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.host.DurableFiles;
import dev.jos.host.SystemCalls;
import dev.jos.host.testing.FailingFiles;
import dev.jos.host.testing.PlainSystemCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrubEfiTest extends CountingBootLoaderContract {

    private static final String PROGRAM = "EFI/BOOT/BOOTX64.EFI";

    @Override
    BootLoader loader(Path boot, DurableFiles files, SystemCalls system) {
        return Grub.onEfi(boot, List.of(), files, system);
    }

    @Override
    SimulatedLoader simulated(Path boot) {
        return new SimulatedGrub(boot);
    }

    @Test
    void the_program_is_where_firmware_looks_and_finds_the_menu() throws IOException {
        installProgram("GRUB 1");

        assertThat(boot().resolve(PROGRAM)).hasContent("GRUB 1");
        assertThat(boot().resolve(Grub.FIRST))
                .content()
                .contains("set prefix=($root)/grub\n", "configfile $prefix/grub.cfg\n");
    }

    @Test
    void another_program_replaces_it_and_the_menu_stays() throws IOException {
        installProgram("GRUB 1");
        installProgram("GRUB 2");

        assertThat(boot().resolve(PROGRAM)).hasContent("GRUB 2");
        assertThat(simulated(boot()).starts()).isEqualTo("generation 1");
    }

    private void installProgram(String content) throws IOException {
        Path program = Files.writeString(temp.resolve("grubx64.efi"), content);
        var system = new PlainSystemCalls();
        system.setFreeBytes(1L << 30);
        Grub.onEfi(boot(), List.of(new LoaderFile(PROGRAM, program)), FailingFiles.working(), system)
                .install(menu(1, item(1)));
    }
}
