package dev.jos.interfaces.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jos.interfaces.testing.SyntheticElf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ElfFileTest {

    /// Real libraries that are wherever this test runs: those of the Java runtime.
    private static Path runtimeLibrary(String name) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(System.getProperty("java.home"), "lib"))) {
            return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
        }
    }

    private static ElfFile read(byte[] content) throws MalformedElfException {
        return ElfFile.read(ByteBuffer.wrap(content)).orElseThrow();
    }

    private static SyntheticElf sample(int bits, ByteOrder order) {
        return new SyntheticElf(bits, order)
                .soname("libsample.so.1")
                .needs("libc.so.6")
                .needs("libm.so.6")
                .runpath("$ORIGIN/private:/opt/lib")
                .interpreter("/lib64/ld-linux-x86-64.so.2")
                .exports("sample_open", "SAMPLE_1.0", 0)
                .exports("sample_table", "SAMPLE_1.1", 48)
                .exports("plain", "", 0)
                .imports("memcpy", "GLIBC_2.14", "libc.so.6")
                .imports("anything", "", "");
    }

    private static Stream<SyntheticElf> samples() {
        return Stream.of(
                sample(64, ByteOrder.LITTLE_ENDIAN),
                sample(64, ByteOrder.BIG_ENDIAN),
                sample(32, ByteOrder.LITTLE_ENDIAN),
                sample(32, ByteOrder.BIG_ENDIAN));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void every_class_and_byte_order_is_read(SyntheticElf sample) throws IOException {
        ElfFile file = read(sample.bytes());

        assertThat(file.soname()).contains("libsample.so.1");
        assertThat(file.needed()).containsExactly("libc.so.6", "libm.so.6");
        assertThat(file.runpath()).containsExactly("$ORIGIN/private", "/opt/lib");
        assertThat(file.interpreter()).contains("/lib64/ld-linux-x86-64.so.2");
        assertThat(file.versionDefinitions())
                .extracting(VersionDefinition::name)
                .containsExactly("SAMPLE_1.0", "SAMPLE_1.1");
        assertThat(file.versionNeeds())
                .extracting(VersionNeed::file, VersionNeed::version)
                .containsExactly(Tuple.tuple("libc.so.6", "GLIBC_2.14"));
        assertThat(file.symbols())
                .extracting(ElfSymbol::toString)
                .containsExactly(
                        "sample_open@@SAMPLE_1.0",
                        "sample_table@@SAMPLE_1.1",
                        "plain",
                        "memcpy@GLIBC_2.14",
                        "anything");
        assertThat(file.symbols().get(1).size()).isEqualTo(48);
        assertThat(file.symbols().get(3).versionFile()).isEqualTo("libc.so.6");
    }

    @Test
    void a_real_library_is_read_through_a_channel() throws IOException {
        try (FileChannel channel = FileChannel.open(runtimeLibrary("libjvm.so"))) {
            ElfFile jvm = ElfFile.read(channel).orElseThrow();

            assertThat(jvm.soname()).contains("libjvm.so");
            assertThat(jvm.needed()).anyMatch(name -> name.startsWith("libc.so") || name.startsWith("libc.musl"));
            assertThat(jvm.symbols())
                    .filteredOn(ElfSymbol::exported)
                    .extracting(ElfSymbol::name)
                    .contains("JNI_CreateJavaVM");
        }
    }

    @Test
    void what_is_no_elf_file_is_none() throws IOException {
        assertThat(ElfFile.read(ByteBuffer.wrap(new byte[0]))).isEmpty();
        assertThat(ElfFile.read(ByteBuffer.wrap("#!/bin/sh\n".getBytes(StandardCharsets.US_ASCII))))
                .isEmpty();
    }

    @Test
    void a_file_that_ends_early_is_malformed() {
        byte[] whole = sample(64, ByteOrder.LITTLE_ENDIAN).bytes();

        for (int length = 4; length < whole.length - 16; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ElfFile.read(ByteBuffer.wrap(cut)))
                    .as("cut at %d", length)
                    .isInstanceOf(MalformedElfException.class);
        }
    }

    @Test
    void damaged_files_are_read_or_refused_and_nothing_else() throws IOException {
        Random random = new Random(7);
        List<byte[]> originals = Stream.concat(
                        samples().map(SyntheticElf::bytes), Stream.of(Files.readAllBytes(runtimeLibrary("libjava.so"))))
                .toList();
        for (byte[] original : originals) {
            int refused = 0;
            for (int round = 0; round < 2000; round++) {
                byte[] damaged = original.clone();
                for (int change = random.nextInt(6); change >= 0; change--) {
                    // The beginning has the headers, and they matter most.
                    int reach = random.nextBoolean() ? Math.min(512, damaged.length) : damaged.length;
                    damaged[random.nextInt(reach)] = (byte) (random.nextBoolean() ? random.nextInt(256) : 0xff);
                }
                try {
                    ElfFile.read(ByteBuffer.wrap(damaged));
                } catch (MalformedElfException expected) {
                    refused++;
                }
            }
            assertThat(refused).isPositive();
        }
    }
}
