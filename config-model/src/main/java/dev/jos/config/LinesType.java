package dev.jos.config;

import java.util.List;
import java.util.stream.Collectors;

/// Text of which equally strong definitions are joined, each beginning on a line of its own.
final class LinesType extends OptionType<String> {

    @Override
    public String words() {
        return "text of any number of lines";
    }

    @Override
    String merge(List<Definition> definitions, Evaluation evaluation) {
        return Definition.strongest(definitions).stream()
                .map(definition -> text(definition, evaluation))
                .collect(Collectors.joining("\n"));
    }

    private String text(Definition definition, Evaluation evaluation) {
        if (definition.value() instanceof Value.Scalar(int _, Data.Text(String text))) {
            return text.stripTrailing();
        }
        throw evaluation.reject(Messages.notAccepted(definition, words()));
    }

    @Override
    public Data plain(String value) {
        return new Data.Text(value);
    }
}
