package dev.jos.system;

import dev.jos.host.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What a system is made of and where that came from: the content of `generation.json`.
///
/// Its canonical bytes name the system, so it holds nothing that differs between two builds of the same inputs.
/// The format is described in `docs/reference/generation-json.md`.
///
/// @param josVersion the version of jos that composed it
/// @param architecture as Debian names it, `amd64` or `arm64`
/// @param configuration digest of everything the configuration adds up to
/// @param lock digest of the lock file's content
/// @param view the tree that holds `usr/` and the pristine `etc/`
/// @param viewImage `view.erofs`
/// @param kernel empty for a container, which runs on the kernel of its host
/// @param boot what loads the kernel; empty where nothing of the machine does
/// @param interfaceLayer digest of `interfaces.json`, all bindings
/// @param packages sorted by name and architecture
/// @param scopes what a few programs have besides, by name
/// @param healthChecks what has to be true for the machine to be well
public record GenerationManifest(
        String josVersion,
        String architecture,
        String hostName,
        Sha256 configuration,
        Sha256 lock,
        Sha256 view,
        BlobReference viewImage,
        Optional<KernelReference> kernel,
        Optional<BootReference> boot,
        Sha256 interfaceLayer,
        List<PackageReference> packages,
        List<ScopeReference> scopes,
        List<HealthCheckReference> healthChecks) {

    /// Counts up when a reader of the old format would misread the new one.
    static final int FORMAT = 1;

    public GenerationManifest {
        packages = packages.stream().sorted(PackageReference.ORDER).toList();
        scopes = scopes.stream()
                .sorted(Comparator.comparing(ScopeReference::name))
                .toList();
        healthChecks = List.copyOf(healthChecks);
    }

    /// The content of `generation.json`.
    public byte[] canonicalBytes() {
        return GenerationJson.write(this).getBytes(StandardCharsets.UTF_8);
    }

    public SystemId id() {
        return SystemId.of(canonicalBytes());
    }

    /// Reads the content of a `generation.json`.
    ///
    /// @throws MalformedGenerationException when `bytes` are no `generation.json` this version can read
    public static GenerationManifest parse(byte[] bytes) throws MalformedGenerationException {
        return GenerationJson.read(new String(bytes, StandardCharsets.UTF_8));
    }
}
