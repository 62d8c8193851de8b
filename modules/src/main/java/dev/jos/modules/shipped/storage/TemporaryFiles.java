package dev.jos.modules.shipped.storage;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.matching;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.formats.UnitFile;
import dev.jos.modules.shipped.base.Container;
import java.util.List;

/// Where `/tmp` is, and how long things stay in it.
public final class TemporaryFiles implements SystemModule {

    public static final Option<Boolean> IN_MEMORY = option(
                    "boot.tmp.useTmpfs", bool(), "Whether `/tmp` is in memory, and empty after every boot.")
            .defaultsTo(true);

    public static final Option<String> SIZE = option(
                    "boot.tmp.tmpfsSize",
                    matching(
                            "a size such as `2G`, or a part of the memory such as `50%`",
                            text -> text.matches("[0-9]{1,12}(%|[kKmMgG])?")),
                    "How large it may grow in memory.")
            .defaultsTo("50%")
            .example("2G");

    public static final Option<Boolean> CLEAN = option(
                    "boot.tmp.cleanOnBoot", bool(), "Whether a `/tmp` on disk is emptied at every boot.")
            .defaultsTo(false);

    @Override
    public List<Option<?>> options() {
        return List.of(IN_MEMORY, SIZE, CLEAN);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (config.get(Container.ENABLE)) {
            return;
        }
        if (!config.get(IN_MEMORY)) {
            system.maskUnit("tmp.mount");
            if (config.get(CLEAN)) {
                system.tmpfiles("D! /tmp 1777 root root 10d");
            }
            return;
        }
        if (config.isDefined(IN_MEMORY) || config.isDefined(SIZE)) {
            system.healthCheck(HealthCheck.unitActive("tmp", "tmp.mount"));
        }
        if (config.isDefined(SIZE)) {
            var dropIn = new UnitFile()
                    .set("Mount", "Options", "mode=1777,strictatime,nosuid,nodev,nr_inodes=1m,size=" + size(config));
            system.etcFile("systemd/system/tmp.mount.d/50-size.conf", dropIn.toString());
        }
    }

    private static String size(EvaluatedConfig config) {
        return config.get(SIZE).replace("%", "%%");
    }
}
