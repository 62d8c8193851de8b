package dev.jos.modules.shipped.base;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.settings;

import dev.jos.config.Data;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import java.util.List;
import java.util.Map;

/// Values of one's own.
public final class Values implements SystemModule {

    public static final Option<Data.Table> LET = option(
                    "let",
                    settings(),
                    "Values of your own, to be used as `${let.name}` anywhere in the configuration. They do nothing by themselves.")
            .defaultsTo(new Data.Table(Map.of()))
            .example("{ domain = example.org }");

    @Override
    public List<Option<?>> options() {
        return List.of(LET);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        // read by references only
    }
}
