package dev.jos.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A block of free-form settings.
final class SettingsType extends OptionType<Data.Table> {

    private final DataType any = new DataType();

    @Override
    public String words() {
        return "a block `{ … }` of settings";
    }

    @Override
    Data.Table merge(List<Definition> definitions, Evaluation evaluation) {
        for (Definition definition : definitions) {
            if (!(definition.value() instanceof Value.Block)) {
                throw evaluation.reject(Messages.notAccepted(definition, words()));
            }
        }
        if (any.merge(definitions, evaluation) instanceof Data.Table table) {
            return table;
        }
        throw new IllegalStateException("blocks make a table");
    }

    @Override
    boolean accepts(Value value) {
        return value instanceof Value.Block;
    }

    @Override
    boolean isFreeform() {
        return true;
    }

    @Override
    boolean isMergedByKey() {
        return true;
    }

    @Override
    Data.Table schema() {
        return Schemas.BLOCK;
    }

    @Override
    public Data plain(Data.Table value) {
        return value;
    }

    @Override
    @Nullable
    OptionType<?> inner(String key) {
        return any;
    }
}
