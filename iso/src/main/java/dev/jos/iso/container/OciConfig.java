package dev.jos.iso.container;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.jos.packages.Architecture;
import dev.jos.store.Layer;
import java.time.Instant;
import java.util.List;

/// The configuration of an image, which says how to run it; see `config.md` of the OCI image specification.
final class OciConfig {

    private static final String PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// Tells systemd that it runs in a container, and to find out by itself in which kind: systemd(1).
    private static final String CONTAINER = "container=oci";

    /// What systemd takes as a wish to shut down: systemd(1).
    private static final String STOP_SIGNAL = "SIGRTMIN+3";

    private OciConfig() {}

    /// @param blobs of the layers, in the same order
    static String render(
            ContainerSettings settings,
            Architecture architecture,
            Instant created,
            List<Layer> layers,
            List<Blob> blobs) {
        JsonObject image = new JsonObject();
        image.addProperty("created", created.toString());
        image.addProperty("architecture", architecture.debianName());
        if (architecture == Architecture.ARM64) {
            image.addProperty("variant", "v8");
        }
        image.addProperty("os", "linux");
        image.add("config", config(settings));
        JsonObject rootfs = new JsonObject();
        rootfs.addProperty("type", "layers");
        rootfs.add("diff_ids", array(blobs.stream().map(Blob::reference).toList()));
        image.add("rootfs", rootfs);
        JsonArray history = new JsonArray();
        for (Layer layer : layers) {
            JsonObject step = new JsonObject();
            step.addProperty("created", created.toString());
            step.addProperty("created_by", "jos: " + layer.name());
            history.add(step);
        }
        image.add("history", history);
        return image.toString();
    }

    private static JsonObject config(ContainerSettings settings) {
        JsonObject config = new JsonObject();
        JsonObject ports = new JsonObject();
        settings.tcpPorts().forEach(port -> ports.add(port + "/tcp", new JsonObject()));
        settings.udpPorts().forEach(port -> ports.add(port + "/udp", new JsonObject()));
        config.add("ExposedPorts", ports);
        config.add("Env", array(List.of(PATH, CONTAINER)));
        config.add("Entrypoint", array(List.of("/sbin/init")));
        JsonObject labels = new JsonObject();
        settings.labels().forEach(labels::addProperty);
        config.add("Labels", labels);
        config.addProperty("StopSignal", STOP_SIGNAL);
        return config;
    }

    private static JsonArray array(List<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }
}
