package dev.jos.iso.disk;

import dev.jos.host.Command;
import dev.jos.packages.tools.Confinement;
import dev.jos.packages.tools.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// GRUB as a BIOS loads it, with everything in it that its menu uses.
final class GrubImage {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String MODULES = "usr/lib/grub/i386-pc";
    private static final String CORE = "core.img";

    private final byte[] boot;
    private final byte[] core;

    private GrubImage(byte[] boot, byte[] core) {
        this.boot = boot;
        this.core = core;
    }

    /// `boot.img`, which becomes the boot sector.
    byte[] boot() {
        return boot.clone();
    }

    /// The rest.
    byte[] core() {
        return core.clone();
    }

    /// Makes it.
    ///
    /// @param grub has grub-mkimage(1)
    /// @param files the files of `grub`
    /// @param partition the number of the boot partition, from 1
    /// @param directory for what is made on the way
    static GrubImage make(Sandbox grub, Path files, int partition, Path directory) throws IOException {
        grub.run(
                Command.of("grub-mkimage", "-O", "i386-pc", "-o", "/made/" + CORE)
                        .with("-d", "/" + MODULES, "-p", "(,gpt" + partition + ")/grub")
                        .with("biosdisk", "part_gpt", "fat", "normal", "configfile", "linux", "loadenv", "regexp")
                        .with("test", "echo", "serial", "terminal", "search", "minicmd", "reboot", "halt", "ls", "cat")
                        .timeout(LIMIT),
                Confinement.NONE.writing(directory, "/made"));
        return new GrubImage(
                Files.readAllBytes(files.resolve(MODULES).resolve("boot.img")),
                Files.readAllBytes(directory.resolve(CORE)));
    }
}
