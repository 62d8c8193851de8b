package dev.jos.modules.shipped.base;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import java.util.List;

/// Machines that are containers: systemd and everything above it, on the kernel of a host.
///
/// Other modules ask [#ENABLE] and leave to the host what is the host's. This one keeps units of packages off the
/// host's hardware and settings: most of them see by themselves that they run in a container, but a privileged one
/// looks to them like a machine.
public final class Container implements SystemModule {

    public static final Option<Boolean> ENABLE = option(
                    "boot.container",
                    bool(),
                    "Whether the machine is a container. Kernel, boot loader, file systems, swap, network and clock are then the host's, and what `boot`, `fileSystems`, `swap` and `networking.interfaces` say is left out. `jos image` sets this by itself for images of containers.")
            .defaultsTo(false);

    private static final List<String> OF_THE_HOST = List.of(
            "console-setup.service",
            "getty@.service",
            "keyboard-setup.service",
            "systemd-binfmt.service",
            "systemd-modules-load.service",
            "systemd-sysctl.service",
            "systemd-udev-settle.service",
            "systemd-udev-trigger.service",
            "systemd-udevd-control.socket",
            "systemd-udevd-kernel.socket",
            "systemd-udevd.service");

    @Override
    public List<Option<?>> options() {
        return List.of(ENABLE);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (config.get(ENABLE)) {
            OF_THE_HOST.forEach(system::maskUnit);
            system.healthCheck(
                    HealthCheck.succeeds("container", "/usr/bin/systemd-detect-virt", "--container", "--quiet")
                            .describedAs("the machine knows that it is a container"));
        }
    }
}
