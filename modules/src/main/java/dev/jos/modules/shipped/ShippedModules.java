package dev.jos.modules.shipped;

import dev.jos.modules.SystemModule;
import dev.jos.modules.shipped.base.BaseSystem;
import dev.jos.modules.shipped.base.Console;
import dev.jos.modules.shipped.base.Container;
import dev.jos.modules.shipped.base.Environment;
import dev.jos.modules.shipped.base.HealthChecks;
import dev.jos.modules.shipped.base.PackageOverrides;
import dev.jos.modules.shipped.base.PackageScopes;
import dev.jos.modules.shipped.base.Packages;
import dev.jos.modules.shipped.base.Values;
import dev.jos.modules.shipped.boot.Boot;
import dev.jos.modules.shipped.boot.Firmware;
import dev.jos.modules.shipped.boot.Kernel;
import dev.jos.modules.shipped.desktop.Lightdm;
import dev.jos.modules.shipped.desktop.Xfce;
import dev.jos.modules.shipped.network.Chrony;
import dev.jos.modules.shipped.network.Firewall;
import dev.jos.modules.shipped.network.Nat;
import dev.jos.modules.shipped.network.Networking;
import dev.jos.modules.shipped.network.Nftables;
import dev.jos.modules.shipped.network.Resolved;
import dev.jos.modules.shipped.network.Timesyncd;
import dev.jos.modules.shipped.network.VirtualInterfaces;
import dev.jos.modules.shipped.network.WireGuard;
import dev.jos.modules.shipped.programs.Programs;
import dev.jos.modules.shipped.programs.Shells;
import dev.jos.modules.shipped.services.Acme;
import dev.jos.modules.shipped.services.Docker;
import dev.jos.modules.shipped.services.Fail2ban;
import dev.jos.modules.shipped.services.Logrotate;
import dev.jos.modules.shipped.services.Nginx;
import dev.jos.modules.shipped.services.NodeExporter;
import dev.jos.modules.shipped.services.OpenSsh;
import dev.jos.modules.shipped.services.Podman;
import dev.jos.modules.shipped.services.Postgresql;
import dev.jos.modules.shipped.services.Prometheus;
import dev.jos.modules.shipped.services.QemuGuest;
import dev.jos.modules.shipped.services.SshClient;
import dev.jos.modules.shipped.services.Valkey;
import dev.jos.modules.shipped.storage.EncryptedDevices;
import dev.jos.modules.shipped.storage.FileSystems;
import dev.jos.modules.shipped.storage.LogicalVolumes;
import dev.jos.modules.shipped.storage.SoftwareRaid;
import dev.jos.modules.shipped.storage.Swap;
import dev.jos.modules.shipped.storage.TemporaryFiles;
import dev.jos.modules.shipped.storage.Zram;
import dev.jos.modules.shipped.systemd.SystemdDaemons;
import dev.jos.modules.shipped.systemd.SystemdUnits;
import dev.jos.modules.shipped.systemd.Tmpfiles;
import dev.jos.modules.shipped.users.LoginLimits;
import dev.jos.modules.shipped.users.Sudo;
import dev.jos.modules.shipped.users.Users;
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
                new PackageOverrides(),
                new PackageScopes(),
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
