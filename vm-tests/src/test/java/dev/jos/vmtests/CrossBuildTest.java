package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.interfaces.elf.ElfAbi;
import dev.jos.interfaces.elf.ElfFile;
import dev.jos.packages.Architecture;
import dev.jos.store.RegularFile;
import dev.jos.store.Tree;
import dev.jos.store.TreeId;
import dev.jos.system.PackageReference;
import dev.jos.system.SystemGeneration;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Machines of the architecture that this machine is not, composed without running anything of theirs.
@Tag("integration")
class CrossBuildTest {

    private static final boolean FOR_ARM = Architecture.host().orElseThrow() == Architecture.AMD64;
    private static final String OTHER = FOR_ARM ? "arm64" : "amd64";

    private final TestBench bench = TestBench.open();

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "web"})
    void an_example_is_built_for_the_other_architecture(String example) throws IOException {
        SystemGeneration system = bench.build(bench.copyOf(
                "examples/" + example + "/machine.conf", "cross-" + example, "force.system.architecture = " + OTHER));

        assertThat(system.manifest().architecture()).isEqualTo(OTHER);
        assertThat(system.manifest().packages())
                .extracting(PackageReference::architecture)
                .containsOnly("all", OTHER);
        assertThat(kernelMagic(system)).isEqualTo(FOR_ARM ? "ARMd" : "HdrS");
        assertThat(ElfFile.read(ByteBuffer.wrap(content(system, "usr/bin/bash"))))
                .hasValueSatisfying(bash -> assertThat(bash.abi()).isEqualTo(FOR_ARM ? ElfAbi.AARCH64 : ElfAbi.X86_64));
        assertCachesAreMade(system);
    }

    private void assertCachesAreMade(SystemGeneration system) throws IOException {
        String release = system.manifest().kernel().orElseThrow().release();

        assertThat(text(system, "etc/ld.so.cache"))
                .contains("/usr/lib/" + (FOR_ARM ? "aarch64" : "x86_64") + "-linux-gnu/libc.so.6");
        assertThat(text(system, "usr/lib/modules/" + release + "/modules.dep")).contains("virtio_net.ko");
        assertThat(text(system, "usr/lib/udev/hwdb.bin")).startsWith("KSLPHHRH");
    }

    /// The signature of the format of kernels that the architecture's firmware boots; booting.rst of either in Linux.
    private static String kernelMagic(SystemGeneration system) throws IOException {
        int place = FOR_ARM ? 56 : 0x202;
        byte[] head = Arrays.copyOfRange(Files.readAllBytes(system.kernel()), place, place + 4);
        return new String(head, StandardCharsets.ISO_8859_1);
    }

    private String text(SystemGeneration system, String path) throws IOException {
        return new String(content(system, path), StandardCharsets.ISO_8859_1);
    }

    private byte[] content(SystemGeneration system, String path) throws IOException {
        Tree view = bench.store().tree(new TreeId(system.manifest().view()));
        RegularFile file = (RegularFile) view.node(path).orElseThrow();
        return Files.readAllBytes(bench.store().path(file.content()));
    }
}
