package dev.jos.modules.shipped.services;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import java.util.List;

/// QEMU's guest agent, by which the host of a virtual machine can freeze its file systems and shut it down.
public final class QemuGuest implements SystemModule {

    private static final String PORT = "/dev/virtio-ports/org.qemu.guest_agent.0";

    public static final Option<Boolean> ENABLE = option(
                    "services.qemuGuest.enable",
                    bool(),
                    "Whether to run QEMU's guest agent. It starts where the host offers it a port.")
            .defaultsTo(false)
            .inNixos("services.qemu-guest-agent.enable");

    @Override
    public List<Option<?>> options() {
        return List.of(ENABLE);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (config.get(ENABLE)) {
            system.installPackage("qemu-guest-agent");
            system.healthCheck(HealthCheck.succeeds(
                            "qemu-guest-agent",
                            "/bin/sh",
                            "-c",
                            "[ ! -e %s ] || systemctl --quiet is-active qemu-guest-agent.service".formatted(PORT))
                    .describedAs("the guest agent runs where the host offers it a port"));
        }
    }
}
