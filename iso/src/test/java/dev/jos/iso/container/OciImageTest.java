package dev.jos.iso.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.jos.host.Sha256;
import dev.jos.packages.Architecture;
import dev.jos.store.Layer;
import dev.jos.store.Symlink;
import dev.jos.store.Tree;
import dev.jos.store.testing.InMemoryContents;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;

/// Reads images as engines do, with another reader of tar archives than ours.
class OciImageTest {

    private final InMemoryContents contents = new InMemoryContents();
    private final List<Layer> layers = List.of(
            new Layer(
                    "libc",
                    Tree.builder()
                            .put("usr/lib/libc.so", contents.file(0644, "code"))
                            .build()),
            new Layer(
                    "the machine's own",
                    Tree.builder()
                            .put("etc/hostname", contents.file(0644, "web\n"))
                            .put("lib", Symlink.to("usr/lib"))
                            .build()));
    private final ContainerSettings settings = ContainerSettings.of(
                    ImageName.parse("example.org/team/web:2").orElseThrow())
            .withPorts(new TreeSet<>(List.of(443, 80)), new TreeSet<>(List.of(53)))
            .withLabels(Map.of("dev.jos.system", "abc"));

    @Test
    void every_content_has_the_digest_and_the_size_that_others_give_it() throws IOException {
        Map<String, byte[]> files = files(written(image(Architecture.AMD64)));

        files.forEach((path, bytes) -> {
            if (path.startsWith("blobs/")) {
                assertThat(path).isEqualTo("blobs/sha256/" + Sha256.of(bytes).hex());
            }
        });
        JsonObject index = json(files, "index.json").getAsJsonObject();
        JsonObject manifest = follow(files, index.getAsJsonArray("manifests").get(0));
        JsonObject config = follow(files, manifest.get("config"));
        assertThat(manifest.getAsJsonArray("layers")).hasSize(2);
        for (int i = 0; i < 2; i++) {
            JsonObject layer = manifest.getAsJsonArray("layers").get(i).getAsJsonObject();
            byte[] tar = content(files, layer);
            assertThat(layer.get("mediaType").getAsString()).isEqualTo("application/vnd.oci.image.layer.v1.tar");
            assertThat(config.getAsJsonObject("rootfs")
                            .getAsJsonArray("diff_ids")
                            .get(i))
                    .isEqualTo(layer.get("digest"));
            assertThat(files(tar)).containsKey(i == 0 ? "usr/lib/libc.so" : "etc/hostname");
        }
    }

    @Test
    void it_is_also_what_docker_saves() throws IOException {
        OciImage image = image(Architecture.AMD64);
        Map<String, byte[]> files = files(written(image));

        JsonObject saved = json(files, "manifest.json").getAsJsonArray().get(0).getAsJsonObject();

        assertThat(saved.getAsJsonArray("RepoTags").get(0).getAsString()).isEqualTo("example.org/team/web:2");
        assertThat(saved.getAsJsonArray("Layers").asList().stream().map(JsonElement::getAsString))
                .containsExactlyElementsOf(image.layers().stream()
                        .map(digest -> digest.replace("sha256:", "blobs/sha256/"))
                        .toList())
                .allMatch(files::containsKey);
        assertThat(json(files, saved.get("Config").getAsString()).isJsonObject())
                .isTrue();
    }

    @Test
    void the_configuration_starts_systemd_and_stops_it_as_it_wants_to_be_stopped() throws IOException {
        JsonObject config = config(image(Architecture.AMD64));

        assertThat(config.getAsJsonObject("config")).isEqualTo(JsonParser.parseString("""
                {
                  "ExposedPorts": {"80/tcp": {}, "443/tcp": {}, "53/udp": {}},
                  "Env": ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "container=oci"],
                  "Entrypoint": ["/sbin/init"],
                  "Labels": {"dev.jos.system": "abc"},
                  "StopSignal": "SIGRTMIN+3"
                }
                """));
        assertThat(config.get("os").getAsString()).isEqualTo("linux");
        assertThat(config.get("architecture").getAsString()).isEqualTo("amd64");
        assertThat(config.get("created").getAsString()).isEqualTo("2025-08-09T00:00:00Z");
        assertThat(config.has("variant")).isFalse();
        assertThat(config(image(Architecture.ARM64)).get("variant").getAsString())
                .isEqualTo("v8");
    }

    @Test
    void the_same_layers_give_the_same_bytes() throws IOException {
        assertThat(written(image(Architecture.AMD64))).isEqualTo(written(image(Architecture.AMD64)));
    }

    private OciImage image(Architecture architecture) throws IOException {
        return OciImage.of(settings, architecture, Instant.parse("2025-08-09T00:00:00Z"), layers, contents);
    }

    private static JsonObject config(OciImage image) throws IOException {
        Map<String, byte[]> files = files(written(image));
        JsonObject index = json(files, "index.json").getAsJsonObject();
        JsonObject manifest = follow(files, index.getAsJsonArray("manifests").get(0));
        return follow(files, manifest.get("config"));
    }

    private static byte[] written(OciImage image) throws IOException {
        var out = new ByteArrayOutputStream();
        image.write(out);
        return out.toByteArray();
    }

    private static Map<String, byte[]> files(byte[] tar) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (var in = new TarArchiveInputStream(new ByteArrayInputStream(tar))) {
            List<String> names = new ArrayList<>();
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
                if (entry.isFile()) {
                    files.put(entry.getName(), in.readAllBytes());
                }
            }
            assertThat(names).doesNotHaveDuplicates();
        }
        return files;
    }

    private static JsonObject follow(Map<String, byte[]> files, JsonElement descriptor) {
        return JsonParser.parseString(new String(content(files, descriptor), StandardCharsets.UTF_8))
                .getAsJsonObject();
    }

    private static byte[] content(Map<String, byte[]> files, JsonElement descriptor) {
        JsonObject object = descriptor.getAsJsonObject();
        String path = "blobs/" + object.get("digest").getAsString().replace(':', '/');
        assertThat(files).containsKey(path);
        byte[] bytes = files.getOrDefault(path, new byte[0]);
        assertThat(bytes).hasSize(object.get("size").getAsInt());
        return bytes;
    }

    private static JsonElement json(Map<String, byte[]> files, String path) {
        assertThat(files).containsKey(path);
        return JsonParser.parseString(new String(files.getOrDefault(path, new byte[0]), StandardCharsets.UTF_8));
    }
}
