package dev.jos.vmtests;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.testcontainers.DockerClientFactory;

/// The Docker engine that containers under test run in. Nothing is ever pulled from a registry.
final class DockerEngine {

    /// On each container: the file its image came from, so that one that a killed run left behind is found.
    private static final String TEST = "dev.jos.test";

    /// On each image that jos makes: the id of its system.
    private static final String SYSTEM = "dev.jos.system";

    private static final String HOST_NAME = "org.opencontainers.image.title";

    private final DockerClient client;

    private DockerEngine(DockerClient client) {
        this.client = client;
    }

    /// An image that the engine has.
    ///
    /// @param ports the TCP ports on which it says to listen
    /// @param labels for its containers
    record Image(String name, String hostName, List<Integer> ports, Map<String, String> labels) {}

    /// The engine of this machine.
    ///
    /// @throws AssertionError that says how to get one, if there is none or it cannot run systemd
    static DockerEngine require() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new AssertionError("""
                    Container tests need a Docker engine, and none answers.
                      Install one, for example with `apt-get install docker.io`.
                      Run the tests by `.ci/with-docker ./check`, which starts an engine for as long as they run,
                      or let DOCKER_HOST name one that runs.""");
        }
        DockerClient client = DockerClientFactory.instance().client();
        Object cgroups = client.infoCmd().exec().getRawValues().get("CgroupVersion");
        if (!"2".equals(cgroups)) {
            throw new AssertionError("""
                    The Docker engine uses version %s of cgroups, and systemd needs version 2.
                      Run the tests by `.ci/with-docker`, which starts an engine with version 2 where the kernel can do both.\
                    """.formatted(cgroups));
        }
        return new DockerEngine(client);
    }

    /// Loads the image in `file`, unless the engine has it, and removes what earlier runs with that file left behind.
    Image load(TestBench.ImageFile file) throws IOException {
        Map<String, String> labels =
                Map.of(TEST, file.path().toAbsolutePath().normalize().toString());
        removeContainers(labels);
        Optional<InspectImageResponse> before = inspect(file.name());
        if (before.map(DockerEngine::labels).map(all -> all.get(SYSTEM)).equals(Optional.of(file.system()))) {
            return image(file.name(), before.orElseThrow(), labels);
        }
        try (InputStream in = Files.newInputStream(file.path())) {
            client.loadImageCmd(in).exec();
        }
        before.map(InspectImageResponse::getId).ifPresent(this::removeImage);
        InspectImageResponse loaded = inspect(file.name())
                .orElseThrow(() -> new IOException("the engine did not load `" + file.name() + "`"));
        return image(file.name(), loaded, labels);
    }

    private void removeContainers(Map<String, String> labels) {
        for (var each : client.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(labels)
                .exec()) {
            client.removeContainerCmd(each.getId()).withForce(true).exec();
        }
    }

    private void removeImage(String id) {
        try {
            client.removeImageCmd(id).exec();
        } catch (ConflictException _) {
            // Somebody else's container runs on it.
        }
    }

    private Optional<InspectImageResponse> inspect(String name) {
        try {
            return Optional.of(client.inspectImageCmd(name).exec());
        } catch (NotFoundException _) {
            return Optional.empty();
        }
    }

    private static Map<String, String> labels(InspectImageResponse image) {
        ContainerConfig config = image.getConfig();
        Map<String, String> labels = config == null ? null : config.getLabels();
        return labels == null ? Map.of() : new TreeMap<>(labels);
    }

    private static Image image(String name, InspectImageResponse image, Map<String, String> labels) {
        List<Integer> ports = new ArrayList<>();
        ContainerConfig config = Objects.requireNonNull(image.getConfig());
        if (config.getExposedPorts() != null) {
            for (var each : config.getExposedPorts()) {
                if (each.getProtocol().name().equals("TCP")) {
                    ports.add(each.getPort());
                }
            }
        }
        return new Image(name, labels(image).getOrDefault(HOST_NAME, "jos"), ports, labels);
    }
}
