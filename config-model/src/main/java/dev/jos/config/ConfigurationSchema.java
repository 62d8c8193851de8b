package dev.jos.config;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A JSON Schema of a whole configuration file, for editors.
///
/// It accepts what may be written in one file, references included; what only several files together can get wrong it
/// does not see. Dotted keys have to be written as blocks to be recognised.
public final class ConfigurationSchema {

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private ConfigurationSchema() {}

    /// As draft 2020-12 has it.
    public static Data.Table of(Collection<Option<?>> options) {
        var definitions = new TreeMap<String, Data>();
        definitions.put("reference", Schemas.REFERENCE);
        definitions.put("condition", Schemas.value(Types.bool()));
        definitions.put("file", file(options));
        definitions.put("marked", marked());
        definitions.put(
                "numbered",
                Schemas.BLOCK
                        .with("patternProperties", Schemas.of("^[0-9]{1,4}$", Schemas.definition("marked")))
                        .with("additionalProperties", Data.of(false)));
        return Schemas.definition("file")
                .with("$schema", Data.of(DIALECT))
                .with("title", Data.of("A machine, as jos reads it"))
                .with("$defs", new Data.Table(definitions));
    }

    private static Data.Table file(Collection<Option<?>> options) {
        var properties = Schemas.properties(OptionTree.of(options));
        for (String mark : List.of("default", "force", "before", "after")) {
            properties.put(mark, Schemas.definition("marked"));
        }
        for (String mark : List.of("priority", "order")) {
            properties.put(mark, Schemas.definition("numbered"));
        }
        properties.put("when", Schemas.type("array").with("items", Schemas.definition("marked")));
        var paths = Schemas.type("array").with("items", Schemas.STRING);
        properties.put(
                ConfigurationLoader.IMPORTS,
                paths.with("description", Data.of("Further files, directories and patterns of files.")));
        properties.put(
                ConfigurationLoader.MODULES,
                paths.with("description", Data.of("Modules of your own: `.java` or `.jar` files.")));
        return Schemas.BLOCK
                .with("properties", new Data.Table(properties))
                .with("additionalProperties", Data.of(false));
    }

    /// What stands in a block that marks it: all that a file may say, but for what is read before everything else.
    private static Data.Table marked() {
        var nothing = Data.of(false);
        var own = Map.of(ConfigurationLoader.IMPORTS, nothing, ConfigurationLoader.MODULES, nothing);
        return Schemas.definition("file").with("properties", new Data.Table(own));
    }
}
