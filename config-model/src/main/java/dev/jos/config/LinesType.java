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
            return plainLines(text);
        }
        throw evaluation.reject(Messages.notAccepted(definition, words()));
    }

    /// A text that begins with a line break is set off from what surrounds it: the break and the common indentation
    /// go.
    private static String plainLines(String text) {
        if (text.startsWith("\n") || text.startsWith("\r\n")) {
            return text.substring(text.indexOf('\n') + 1).stripTrailing().stripIndent();
        }
        return text.stripTrailing();
    }

    @Override
    boolean accepts(Value value) {
        return value instanceof Value.Scalar(int _, Data.Text _);
    }

    @Override
    Data.Table schema() {
        return Schemas.STRING;
    }

    @Override
    public Data plain(String value) {
        return new Data.Text(value);
    }
}
