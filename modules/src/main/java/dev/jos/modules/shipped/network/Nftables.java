package dev.jos.modules.shipped.network;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.lines;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.formats.NftablesFile;
import dev.jos.modules.formats.UnitFile;
import dev.jos.modules.shipped.base.Container;
import java.util.List;

/// Tables of nftables, each in a file of its own, which are loaded before the network comes up.
public final class Nftables implements SystemModule {

    private static final String UNIT = "nftables.service";

    public static final Option<String> RULES = option(
                    "networking.nftables.rules",
                    lines(),
                    "Further tables, in the language of nft(8). They are loaded again when they change: let them begin by deleting what they define.")
            .defaultsTo("")
            .inNixos("networking.nftables.ruleset");

    @Override
    public List<Option<?>> options() {
        return List.of(RULES);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (!config.get(RULES).isBlank() && !config.get(Container.ENABLE)) {
            load("90-rules", config.get(RULES) + "\n", "", system);
            // The service fails when a line is wrong; which tables the lines make only they know.
            system.healthCheck(HealthCheck.unitActive("nftables-rules", UNIT));
        }
    }

    /// Loads a table, and deletes it again when nftables is stopped.
    static void table(String name, NftablesFile table, SystemDefinition system) {
        load("50-" + name, table.toString(), "-/usr/sbin/nft destroy table inet " + name, system);
        system.healthCheck(HealthCheck.succeeds("nftables-" + name, "/usr/sbin/nft", "list", "table", "inet", name)
                .describedAs("the table " + name + " of nftables is loaded"));
    }

    /// One command for each file, so that a mistake in a later one does not keep the firewall from being loaded.
    /// Debian's own service would flush the tables of others, too, when it stops.
    private static void load(String name, String text, String undo, SystemDefinition system) {
        system.installPackage("nftables");
        system.enableUnit(UNIT);
        system.etcFile("nftables.conf", "#!/usr/sbin/nft -f\ninclude \"/etc/nftables.d/*.nft\"\n", 0755);
        system.etcFile("nftables.d/" + name + ".nft", text);
        dropIn(
                "10-jos",
                system,
                new UnitFile()
                        .assign("Service", "ExecStart", "")
                        .assign("Service", "ExecReload", "")
                        .assign("Service", "ExecStop", ""));
        String command = "/usr/sbin/nft -f /etc/nftables.d/%s.nft".formatted(name);
        dropIn(
                name,
                system,
                new UnitFile()
                        .set("Service", "ExecStart", command)
                        .set("Service", "ExecReload", command)
                        .set("Service", "ExecStop", undo));
    }

    private static void dropIn(String name, SystemDefinition system, UnitFile file) {
        system.etcFile("systemd/system/%s.d/%s.conf".formatted(UNIT, name), file.toString());
    }
}
