package dev.jos.iso.container;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.jos.packages.Architecture;
import dev.jos.store.Attributes;
import dev.jos.store.ContentSource;
import dev.jos.store.Directory;
import dev.jos.store.Layer;
import dev.jos.store.ObjectId;
import dev.jos.store.RegularFile;
import dev.jos.store.TarArchive;
import dev.jos.store.TarWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An image in one file, which is two things at once: an OCI image layout, and what `docker save` writes.
///
/// Docker loads the layout since version 25, and the other, which is one more small file beside the same contents,
/// since version 1.10; Podman, skopeo and containerd take the layout. Layers are not compressed: their bytes then
/// follow from their files alone, and whoever pushes an image compresses them on the way.
public final class OciImage {

    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar";

    private final ImageName name;
    private final List<Blob> layers;
    private final Blob config;
    private final Blob manifest;

    private OciImage(ImageName name, List<Blob> layers, Blob config) {
        this.name = name;
        this.layers = layers;
        this.config = config;
        this.manifest = Blob.of(manifest());
    }

    /// Reads all contents once.
    static OciImage of(
            ContainerSettings settings,
            Architecture architecture,
            Instant created,
            List<Layer> layers,
            ContentSource contents)
            throws IOException {
        List<Blob> blobs = new ArrayList<>();
        for (Layer layer : layers) {
            blobs.add(Blob.measured(out -> TarArchive.write(layer.tree(), contents, out)));
        }
        Blob config = Blob.of(OciConfig.render(settings, architecture, created, layers, blobs));
        return new OciImage(settings.name(), List.copyOf(blobs), config);
    }

    public ImageName name() {
        return name;
    }

    /// The digests of the layers, from the bottom: `sha256:` and 64 digits.
    public List<String> layers() {
        return layers.stream().map(Blob::reference).toList();
    }

    /// The digest of the manifest, which names the image in registries.
    public String digest() {
        return manifest.reference();
    }

    /// Writes the archive, reading all contents again. `out` should be buffered; it is neither flushed nor closed.
    public void write(OutputStream out) throws IOException {
        TarWriter tar = new TarWriter(out);
        add(tar, "oci-layout", Blob.of("{\"imageLayoutVersion\":\"1.0.0\"}"));
        add(tar, "index.json", Blob.of(index()));
        add(tar, "manifest.json", Blob.of(dockerManifest()));
        tar.add("blobs", Directory.of(0755));
        tar.add("blobs/sha256", Directory.of(0755));
        Map<String, Blob> blobs = new LinkedHashMap<>();
        blobs.put(manifest.path(), manifest);
        blobs.put(config.path(), config);
        layers.forEach(layer -> blobs.put(layer.path(), layer));
        for (Map.Entry<String, Blob> each : blobs.entrySet()) {
            add(tar, each.getKey(), each.getValue());
        }
        tar.finish();
    }

    private static void add(TarWriter tar, String path, Blob blob) throws IOException {
        var file = new RegularFile(Attributes.of(0644), new ObjectId(blob.digest(), false), blob.size());
        tar.add(path, file, blob.content());
    }

    private String manifest() {
        JsonObject json = new JsonObject();
        json.addProperty("schemaVersion", 2);
        json.addProperty("mediaType", MANIFEST);
        json.add("config", descriptor(CONFIG, config));
        JsonArray descriptors = new JsonArray();
        layers.forEach(layer -> descriptors.add(descriptor(LAYER, layer)));
        json.add("layers", descriptors);
        return json.toString();
    }

    private String index() {
        JsonObject annotations = new JsonObject();
        annotations.addProperty("io.containerd.image.name", name.full());
        annotations.addProperty("org.opencontainers.image.ref.name", name.tag());
        JsonObject descriptor = descriptor(MANIFEST, manifest);
        descriptor.add("annotations", annotations);
        JsonArray manifests = new JsonArray();
        manifests.add(descriptor);
        JsonObject json = new JsonObject();
        json.addProperty("schemaVersion", 2);
        json.addProperty("mediaType", INDEX);
        json.add("manifests", manifests);
        return json.toString();
    }

    /// As `docker save` writes it.
    private String dockerManifest() {
        JsonArray tags = new JsonArray();
        tags.add(name.toString());
        JsonArray paths = new JsonArray();
        layers.forEach(layer -> paths.add(layer.path()));
        JsonObject image = new JsonObject();
        image.addProperty("Config", config.path());
        image.add("RepoTags", tags);
        image.add("Layers", paths);
        JsonArray images = new JsonArray();
        images.add(image);
        return images.toString();
    }

    private static JsonObject descriptor(String mediaType, Blob blob) {
        JsonObject descriptor = new JsonObject();
        descriptor.addProperty("mediaType", mediaType);
        descriptor.addProperty("digest", blob.reference());
        descriptor.addProperty("size", blob.size());
        return descriptor;
    }
}
