package dev.jos.modules.shipped;

import dev.jos.modules.SystemModule;
import java.util.List;

/// All modules that come with jos.
public final class ShippedModules {

    private ShippedModules() {}

    /// In the order in which they contribute; the files that a configuration names itself come last.
    public static List<SystemModule> all() {
        return List.of(
                new BaseSystem(),
                new Console(),
                new Values(),
                new Packages(),
                new Boot(),
                new Container(),
                new Kernel(),
                new Firmware(),
                new EncryptedDevices(),
                new LogicalVolumes(),
                new SoftwareRaid(),
                new FileSystems(),
                new Swap(),
                new Zram(),
                new TemporaryFiles(),
                new Users(),
                new Sudo(),
                new LoginLimits(),
                new Networking(),
                new VirtualInterfaces(),
                new Nftables(),
                new Firewall(),
                new Nat(),
                new WireGuard(),
                new Resolved(),
                new Timesyncd(),
                new Chrony(),
                new SystemdUnits(),
                new Tmpfiles(),
                new OpenSsh(),
                new SshClient(),
                new Fail2ban(),
                new Nginx(),
                new Acme(),
                new Lightdm(),
                new Xfce(),
                new HealthChecks(),
                new Postgresql(),
                new Valkey(),
                new Prometheus(),
                new NodeExporter(),
                new Docker(),
                new Podman(),
                new QemuGuest(),
                new Logrotate(),
                new SystemdDaemons(),
                new Programs(),
                new Shells(),
                new Environment());
    }
}
