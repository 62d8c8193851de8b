package dev.jos.modules.shipped.storage;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.integer;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.size;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.formats.UnitFile;
import dev.jos.modules.shipped.base.Container;
import dev.jos.modules.shipped.base.Words;
import java.util.List;
import java.util.Optional;

/// Swap in compressed memory: zram-generator.conf(5).
public final class Zram implements SystemModule {

    private static final long MEBIBYTE = 1 << 20;

    public static final Option<Boolean> ENABLE = option(
                    "swap.zram.enable", bool(), "Whether to swap to compressed memory before anything else.")
            .defaultsTo(false)
            .inNixos("zramSwap.enable");

    public static final Option<String> ALGORITHM = option(
                    "swap.zram.algorithm",
                    matching("the name of a compression algorithm of the kernel", Words::isUnit),
                    "How the memory is compressed: `zstd` saves most, `lz4` is fastest.")
            .defaultsTo("zstd")
            .example("lz4")
            .inNixos("zramSwap.algorithm");

    public static final Option<Integer> PERCENT = option(
                    "swap.zram.memoryPercent",
                    integer(1, 1000),
                    "How much can be swapped to it, before compression, in percent of the machine's memory.")
            .defaultsTo(50)
            .inNixos("zramSwap.memoryPercent");

    public static final Option<Optional<Long>> MOST = option(
                    "swap.zram.memoryMax", nullable(size()), "How much can be swapped to it at most.")
            .defaultsTo(Optional.empty())
            .example("8 GiB")
            .inNixos("zramSwap.memoryMax");

    public static final Option<Integer> PRIORITY = option(
                    "swap.zram.priority",
                    integer(0, 32767),
                    "Its priority among the swap devices; higher is filled first.")
            .defaultsTo(100)
            .inNixos("zramSwap.priority");

    @Override
    public List<Option<?>> options() {
        return List.of(ENABLE, ALGORITHM, PERCENT, MOST, PRIORITY);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (!config.get(ENABLE) || config.get(Container.ENABLE)) {
            return;
        }
        system.installPackage("systemd-zram-generator");
        String share = "ram * %d / 100".formatted(config.get(PERCENT));
        String size = config.get(MOST)
                .map(most -> "min(%s, %d)".formatted(share, most / MEBIBYTE))
                .orElse(share);
        var file = new UnitFile()
                .set("zram0", "zram-size", size)
                .set("zram0", "compression-algorithm", config.get(ALGORITHM))
                .set("zram0", "swap-priority", Integer.toString(config.get(PRIORITY)));
        system.etcFile("systemd/zram-generator.conf", file.toString());
        system.healthCheck(HealthCheck.unitActive("zram", "dev-zram0.swap"));
    }
}
