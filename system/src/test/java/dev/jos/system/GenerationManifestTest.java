package dev.jos.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jos.host.Sha256;
import dev.jos.modules.BootMenuSettings;
import dev.jos.modules.LoaderKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GenerationManifestTest {

    private static final Sha256 DIGEST = Sha256.of(new byte[] {1});
    private static final PackageReference BASH = new PackageReference("bash", "5.2-1", "amd64", DIGEST, DIGEST);
    private static final PackageReference ZSH = new PackageReference("zsh", "5.9-8", "amd64", DIGEST, DIGEST);

    @Test
    void what_was_written_is_read_back() throws IOException {
        GenerationManifest manifest = manifest(List.of(BASH, ZSH));

        assertThat(GenerationManifest.parse(manifest.canonicalBytes())).isEqualTo(manifest);
    }

    @Test
    void a_system_without_a_kernel_is_read_back_too() throws IOException {
        GenerationManifest container = manifest(Optional.empty(), List.of(BASH));

        assertThat(new String(container.canonicalBytes(), StandardCharsets.UTF_8))
                .doesNotContain("kernel", "initrd", "commandLine");
        assertThat(GenerationManifest.parse(container.canonicalBytes())).isEqualTo(container);
    }

    @Test
    void the_order_of_packages_does_not_change_the_id() {
        assertThat(manifest(List.of(ZSH, BASH)).id())
                .isEqualTo(manifest(List.of(BASH, ZSH)).id());
    }

    @Test
    void any_difference_gives_another_id() {
        assertThat(manifest(List.of(BASH)).id())
                .isNotEqualTo(manifest(List.of(BASH, ZSH)).id());
    }

    @Test
    void a_system_from_before_health_checks_has_none() throws IOException {
        String json = new String(manifest(List.of()).canonicalBytes(), StandardCharsets.UTF_8);
        String older = json.substring(0, json.indexOf(",\n \"healthChecks\"")) + "\n}\n";

        assertThat(GenerationManifest.parse(older.getBytes(StandardCharsets.UTF_8))
                        .healthChecks())
                .isEmpty();
    }

    @Test
    void damage_and_newer_formats_are_refused() {
        String json = new String(manifest(List.of()).canonicalBytes(), StandardCharsets.UTF_8);

        for (String bad : List.of(
                "", "{}", "[]", "null", json.substring(0, 200), json.replace("\"format\": 1", "\"format\": 2"))) {
            assertThatThrownBy(() -> GenerationManifest.parse(bad.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(MalformedGenerationException.class);
        }
    }

    private static GenerationManifest manifest(List<PackageReference> packages) {
        var blob = new BlobReference(DIGEST, 7);
        return manifest(Optional.of(new KernelReference(blob, "6.12", blob, "quiet")), packages);
    }

    private static GenerationManifest manifest(Optional<KernelReference> kernel, List<PackageReference> packages) {
        return new GenerationManifest(
                "0.1.0",
                "amd64",
                "atlas",
                DIGEST,
                DIGEST,
                DIGEST,
                new BlobReference(DIGEST, 7),
                kernel,
                kernel.map(each -> new BootReference(LoaderKind.GRUB, new BootMenuSettings("/boot", 1, 2, true))),
                DIGEST,
                packages,
                List.of(new ScopeReference("curl", packages)),
                List.of(new HealthCheckReference("ssh", "port 22 answers", 30)));
    }
}
