package dev.jos.modules.shipped.systemd;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.matching;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import java.util.List;

/// Files and directories made at boot: tmpfiles.d(5).
public final class Tmpfiles implements SystemModule {

    /// Where the rules of the whole system are, for systemd-tmpfiles to find.
    private static final String FILE = "00-jos.conf";

    public static final Option<List<String>> RULES = option(
                    "systemd.tmpfiles.rules",
                    list(matching("one line of tmpfiles.d(5)", text -> !text.isBlank() && text.indexOf('\n') < 0)),
                    "Lines of tmpfiles.d(5): directories, files and links to make at every boot.")
            .defaultsTo(List.of())
            .example("[\"d /srv/www 0755 root root -\"]");

    @Override
    public List<Option<?>> options() {
        return List.of(RULES);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        config.get(RULES).forEach(system::tmpfiles);
        if (!config.get(RULES).isEmpty()) {
            system.healthCheck(
                    HealthCheck.succeeds("tmpfiles", "/usr/bin/systemd-tmpfiles", "--create", "--dry-run", FILE)
                            .describedAs("the rules of systemd-tmpfiles can be followed"));
        }
    }
}
