package dev.jos.modules.formats;

import java.util.List;
import java.util.function.Consumer;

/// The format of nginx: directives that end in a semicolon, and blocks of them in braces.
public final class NginxFile {

    private final StringBuilder text = new StringBuilder();
    private final String indent;

    /// An empty file.
    public NginxFile() {
        this("");
    }

    private NginxFile(String indent) {
        this.indent = indent;
    }

    /// A directive; arguments are put in quotes where needed, and `$` begins a variable.
    public NginxFile directive(String name, String... arguments) {
        return directive(name, List.of(arguments));
    }

    /// The same, with its arguments in a list.
    public NginxFile directive(String name, List<String> arguments) {
        words(name, arguments);
        text.append(";\n");
        return this;
    }

    /// A block with what `content` puts into it.
    public NginxFile block(String name, List<String> arguments, Consumer<NginxFile> content) {
        var inner = new NginxFile(indent + "    ");
        content.accept(inner);
        words(name, arguments);
        text.append(" {\n").append(inner).append(indent).append("}\n");
        return this;
    }

    /// Lines in nginx's own language, taken as they are.
    public NginxFile raw(String lines) {
        lines.lines().forEach(line -> text.append(line.isBlank() ? "" : indent + line)
                .append('\n'));
        return this;
    }

    private void words(String name, List<String> arguments) {
        text.append(indent).append(name);
        arguments.forEach(argument -> text.append(' ').append(word(argument)));
    }

    private static String word(String argument) {
        boolean plain = !argument.isEmpty()
                && argument.chars()
                        .noneMatch(c -> c <= ' ' || c == ';' || c == '{' || c == '}' || c == '"' || c == '\''
                                || c == '\\' || c == '#');
        return plain ? argument : '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
