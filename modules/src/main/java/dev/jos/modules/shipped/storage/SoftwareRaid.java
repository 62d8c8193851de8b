package dev.jos.modules.shipped.storage;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.lines;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.Content;
import dev.jos.modules.ContentFile;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.InitrdFeature;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.shipped.base.Container;
import java.util.List;

/// RAID by the kernel: arrays of disks, looked after by mdadm(8).
public final class SoftwareRaid implements SystemModule {

    private static final String CHECK = "usr/lib/jos/raid-is-complete";

    private static final String COMPLETE = """
            #!/bin/sh -e
            cat /proc/mdstat
            for missing in /sys/block/md*/md/degraded; do
                [ ! -e "$missing" ] || [ "$(cat "$missing")" = 0 ] || exit 1
            done
            """;

    public static final Option<Boolean> INITRD = option(
                    "boot.initrd.swraid.enable",
                    bool(),
                    "Whether the initrd assembles RAID arrays, because the root file system is on one.")
            .defaultsTo(false);

    public static final Option<Boolean> ENABLE = option(
                    "boot.swraid.enable", bool(), "Whether the system assembles RAID arrays as their disks appear.")
            .defaultsTo(config -> config.get(INITRD), "the value of `boot.initrd.swraid.enable`");

    public static final Option<String> CONFIG = option(
                    "boot.swraid.mdadmConf",
                    lines(),
                    "Lines for mdadm.conf(5), such as `MAILADDR`, which is `root` without them. Arrays need none to be found; they are called what their superblocks say, whichever host made them.")
            .defaultsTo("")
            .example("\"MAILADDR root\"");

    @Override
    public List<Option<?>> options() {
        return List.of(INITRD, ENABLE, CONFIG);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (config.get(Container.ENABLE)) {
            return;
        }
        if (config.get(INITRD) || config.get(ENABLE)) {
            system.installPackage("mdadm");
            system.contentFile(new ContentFile(CHECK, Content.text(COMPLETE), 0755));
            system.healthCheck(HealthCheck.succeeds("raid", "/" + CHECK).describedAs("no RAID array lacks a disk"));
            system.etcFile("mdadm/mdadm.conf", file(config.get(CONFIG)));
        }
        if (config.get(INITRD)) {
            system.initrdFeature(InitrdFeature.RAID);
        }
    }

    /// mdadm refuses to watch arrays if it does not know whom to tell.
    private static String file(String lines) {
        boolean tells = lines.contains("MAILADDR") || lines.contains("PROGRAM");
        return "HOMEHOST <ignore>\n" + (tells ? "" : "MAILADDR root\n") + (lines.isEmpty() ? "" : lines + "\n");
    }
}
