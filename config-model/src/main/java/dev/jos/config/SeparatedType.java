package dev.jos.config;

import java.util.List;
import java.util.stream.Collectors;

/// Text on one line of which equally strong definitions are joined, with a separator between them.
final class SeparatedType extends OptionType<String> {

    private final String separator;

    SeparatedType(String separator) {
        this.separator = separator;
    }

    @Override
    public String words() {
        return "text on one line; several are joined with `%s`".formatted(separator);
    }

    @Override
    String merge(List<Definition> definitions, Evaluation evaluation) {
        return Definition.strongest(definitions).stream()
                .map(definition -> text(definition, evaluation))
                .collect(Collectors.joining(separator));
    }

    private String text(Definition definition, Evaluation evaluation) {
        if (definition.value() instanceof Value.Scalar(int _, Data data) && accepts(definition.value())) {
            return data.text();
        }
        throw evaluation.reject(Messages.notAccepted(definition, words()));
    }

    @Override
    boolean accepts(Value value) {
        return value instanceof Value.Scalar(int _, Data data)
                && !(data instanceof Data.Nothing)
                && data.text().indexOf('\n') < 0;
    }

    @Override
    Data.Table schema() {
        return Schemas.TEXT;
    }

    @Override
    public Data plain(String value) {
        return Data.of(value);
    }
}
