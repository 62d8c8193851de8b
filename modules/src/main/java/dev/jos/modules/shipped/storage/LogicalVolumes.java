package dev.jos.modules.shipped.storage;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.InitrdFeature;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.shipped.base.Container;
import java.util.List;

/// LVM: volume groups over several disks, and logical volumes in them.
public final class LogicalVolumes implements SystemModule {

    public static final Option<Boolean> INITRD = option(
                    "boot.initrd.lvm.enable",
                    bool(),
                    "Whether the initrd activates volume groups, because the root file system is on a logical volume.")
            .defaultsTo(false);

    public static final Option<Boolean> ENABLE = option(
                    "boot.lvm.enable", bool(), "Whether the system activates volume groups as their disks appear.")
            .defaultsTo(config -> config.get(INITRD), "the value of `boot.initrd.lvm.enable`");

    @Override
    public List<Option<?>> options() {
        return List.of(INITRD, ENABLE);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (config.get(Container.ENABLE)) {
            return;
        }
        if (config.get(INITRD) || config.get(ENABLE)) {
            system.installPackage("lvm2");
            system.healthCheck(HealthCheck.succeeds("lvm", "/usr/sbin/vgck")
                    .describedAs("the metadata of all volume groups is consistent"));
        }
        if (config.get(INITRD)) {
            system.initrdFeature(InitrdFeature.LVM);
        }
    }
}
