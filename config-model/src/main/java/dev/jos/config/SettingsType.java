package dev.jos.config;

import java.util.List;

/// A block of free-form settings.
final class SettingsType extends FreeType<Data.Table> {

    private final DataType any = new DataType();

    @Override
    DataType any() {
        return any;
    }

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
        return table(definitions, evaluation);
    }

    @Override
    boolean accepts(Value value) {
        return value instanceof Value.Block;
    }

    @Override
    Data.Table schema() {
        return Schemas.BLOCK;
    }
}
