package dev.jos.vmtests;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import dev.jos.iso.GuestResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;

/// A container as tests see it: systemd and everything that it starts, in a Docker engine.
public final class Container extends RunningSystem {

    /// systemd has to be allowed to mount, and to write to its own cgroups, which engines mount read-only. That is less
    /// than a privileged container, which could reach the hardware.
    private static final List<String> SYSTEMD =
            List.of("/bin/sh", "-c", "mount -o remount,rw /sys/fs/cgroup && exec /sbin/init");

    private static final String BOOT_IS_OVER =
            "until systemctl is-system-running --wait | grep -Eqx 'running|degraded'; do sleep 0.2; done";

    private static final int TAIL_LINES = 100;

    private final GenericContainer<?> container;

    private Container(GenericContainer<?> container) {
        this.container = container;
    }

    /// A container of `image`, which the engine has, with all its ports published. It is not started.
    static Container of(DockerEngine.Image image) {
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image.name()))
                .withImagePullPolicy(_ -> false)
                .withExposedPorts(image.ports().toArray(Integer[]::new))
                .withLabels(image.labels())
                .waitingFor(new NoWait())
                .withCreateContainerCmdModifier(command -> {
                    HostConfig host = command.getHostConfig();
                    if (host != null) {
                        host.withCapAdd(Capability.SYS_ADMIN).withSecurityOpts(List.of("apparmor=unconfined"));
                    }
                    command.withHostName(image.hostName()).withEntrypoint(SYSTEMD);
                });
        return new Container(container);
    }

    /// Starts it, and waits until systemd has started all that it wants to start.
    void start() {
        container.start();
        succeed(BOOT_IS_OVER);
    }

    void stop() {
        container.stop();
    }

    @Override
    GuestResult run(String command, Duration limit) throws IOException {
        try {
            var result =
                    container.execInContainer("timeout", Long.toString(limit.toSeconds()), "/bin/sh", "-c", command);
            return new GuestResult(result.getExitCode(), result.getStdout(), result.getStderr());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    String address(int port) {
        return container.getHost() + ":" + container.getMappedPort(port);
    }

    @Override
    String log() {
        if (!container.isRunning()) {
            return container.getContainerId() == null ? "" : container.getLogs();
        }
        return attempt(() -> run("journalctl --no-pager -n " + TAIL_LINES, COMMAND_LIMIT))
                .output();
    }

    @Override
    void keepLogs(Path directory) throws IOException {
        Files.writeString(directory.resolve("container.log"), log());
    }

    /// That a container runs is no sign of anything; see [#start].
    private static final class NoWait extends AbstractWaitStrategy {

        @Override
        protected void waitUntilReady() {
            // nothing is known from outside
        }
    }
}
