package dev.jos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.jos.packages.archive.testing.SyntheticPackage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageCommandTest {

    @TempDir
    Path directory;

    private SyntheticMachine machine;

    @BeforeEach
    void aMachine() {
        machine = new SyntheticMachine(directory);
    }

    @Test
    void an_image_holds_the_packages_but_not_the_kernel_and_the_lock_keeps_both() throws IOException {
        Path file = directory.resolve("little.tar");

        Transcript run = image("oci", file);

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("Wrote " + file + ": the image `little:latest` in 4 layers, ");
        assertThat(content(file)).contains("usr/bin/hello", "etc/hostname").doesNotContain("vmlinuz", "busybox");
        assertThat(Files.readString(machine.lockFile())).contains("linux-image-amd64");
        assertThat(machine.jos("generations", "list", "--json").out()).isEqualTo("[]\n");
    }

    @Test
    void an_image_of_a_machine_that_was_built_leaves_its_lock_alone() throws IOException {
        machine.assertBuilds();
        String lock = Files.readString(machine.lockFile());

        assertThat(image("oci", directory.resolve("little.tar")).status()).isZero();

        assertThat(Files.readString(machine.lockFile())).isEqualTo(lock);
    }

    @Test
    void the_same_configuration_and_lock_give_the_same_bytes() {
        for (String format : new String[] {"oci", "tar"}) {
            Path one = directory.resolve("one." + format);
            Path two = directory.resolve("two." + format);

            image(format, one);
            image(format, two);

            assertThat(two).hasSameBinaryContentAs(one);
        }
    }

    @Test
    void machines_have_the_layers_of_their_packages_in_common() {
        JsonArray one = layers(directory.resolve("one.tar"));
        machine.publish(
                        SyntheticMachine.hello(),
                        SyntheticPackage.of("world", "1").file("./usr/bin/world", "world\n"))
                .install("hello", "world");

        JsonArray two = layers(directory.resolve("two.tar"));

        assertThat(one).hasSize(4);
        assertThat(two).hasSize(4);
        assertThat(two.get(0)).as("the base").isEqualTo(one.get(0));
        assertThat(two.get(1)).as("other packages").isNotEqualTo(one.get(1));
        assertThat(two.get(2)).as("the package database").isNotEqualTo(one.get(2));
        assertThat(two.get(3)).as("the machine's own").isEqualTo(one.get(3));
    }

    @Test
    void a_root_file_system_is_one_archive() throws IOException {
        Path file = directory.resolve("root.tar");

        Transcript run = image("tar", file);

        assertThat(run.out()).startsWith("Wrote " + file + ": the root file system of `little`, ");
        assertThat(content(file)).contains("usr/bin/hello", "etc/machine-id").doesNotContain("blobs/sha256");
    }

    @Test
    void a_machine_that_is_a_container_is_built_without_a_kernel_and_does_not_boot() throws IOException {
        machine.configure(machine.configurationText() + "boot.container = true\n");

        machine.assertBuilds();

        assertThat(Files.readString(machine.lockFile())).doesNotContain("linux-image-amd64");
        assertThat(machine.jos("generations", "show").out()).contains("kernel         that of the container's host");
        Transcript vm = machine.jos("vm", machine.configurationFile().toString());
        assertThat(vm.status()).isEqualTo(3);
        assertThat(vm.err()).isEqualTo("""
                error: `%s` describes a container, which has no kernel to boot.
                  hint: Remove `boot.container` from it, or make an image of it with `jos image`.
                """.formatted(machine.configurationFile()));
    }

    @Test
    void what_is_wrong_with_the_command_line_is_said_before_anything_is_done() throws IOException {
        String configuration = machine.configurationFile().toString();

        assertUsage("no-format", "image", configuration);
        assertUsage("unknown-format", "image", configuration, "--format", "iso");
        assertUsage("no-output", "image", configuration, "--format", "oci");
        assertUsage("output-is-directory", "image", configuration, "--format", "oci", "-o", directory.toString());
        assertUsage("bad-name", "image", configuration, "--format", "oci", "-o", "x", "--name", "My Web");
        assertUsage("name-of-tar", "image", configuration, "--format", "tar", "-o", "x", "--name", "web");
        assertThat(machine.lockFile()).doesNotExist();
    }

    private void assertUsage(String golden, String... arguments) throws IOException {
        Transcript run = machine.jos(arguments);
        assertThat(run.status()).isEqualTo(2);
        Golden.assertMatches(
                "cli/src/test/resources/golden/image/" + golden + ".txt",
                run.err().replace(directory.toString(), "DIRECTORY"));
    }

    private Transcript image(String format, Path file, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("image", machine.configurationFile().toString()));
        arguments.addAll(List.of("--format", format, "-o", file.toString()));
        arguments.addAll(List.of(more));
        return machine.jos(arguments.toArray(String[]::new));
    }

    private JsonArray layers(Path file) {
        JsonObject result =
                JsonParser.parseString(image("oci", file, "--json").out()).getAsJsonObject();
        return result.getAsJsonArray("layers");
    }

    /// Archives are not compressed, so that names stand in them as they are.
    private static String content(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
