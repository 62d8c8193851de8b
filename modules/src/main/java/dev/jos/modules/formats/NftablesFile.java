package dev.jos.modules.formats;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// A table of nftables in the language of nft(8): chains, and rules in them.
///
/// What it becomes replaces a table of the same name as one transaction, and touches no other.
public final class NftablesFile {

    private final String name;
    private final StringBuilder text = new StringBuilder();

    /// A table for IPv4 and IPv6.
    public NftablesFile(String name) {
        this.name = name;
    }

    /// A chain that packets come to by themselves.
    ///
    /// @param type what the chain does, and when: `filter hook input priority filter`
    /// @param policy what becomes of packets at its end: `accept` or `drop`
    public NftablesFile chain(String chain, String type, String policy, Consumer<Rules> rules) {
        var content = new Rules();
        rules.accept(content);
        text.append(text.isEmpty() ? "" : "\n")
                .append("    chain ")
                .append(chain)
                .append(" {\n        type ")
                .append(type)
                .append("; policy ")
                .append(policy)
                .append(";\n")
                .append(content.text)
                .append("    }\n");
        return this;
    }

    /// Rules, which are tried in order.
    public static final class Rules {

        private final StringBuilder text = new StringBuilder();

        /// Adds a rule, word by word; empty words are left out.
        public Rules add(String... words) {
            text.append("        ")
                    .append(List.of(words).stream()
                            .filter(word -> !word.isEmpty())
                            .collect(Collectors.joining(" ")))
                    .append('\n');
            return this;
        }

        /// Adds lines as they are.
        public Rules lines(String lines) {
            lines.lines().filter(line -> !line.isBlank()).forEach(line -> add(line.strip()));
            return this;
        }
    }

    /// A set written out: `{ 22, 80 }`; one element stands by itself, and none is nothing.
    public static String set(Collection<String> elements) {
        return elements.size() > 1 ? "{ " + String.join(", ", elements) + " }" : String.join("", elements);
    }

    /// A match for packets of one of several elements, such as `match("tcp dport", ports)`; nothing for none.
    public static String match(String what, Collection<String> elements) {
        return elements.isEmpty() ? "" : what + " " + set(elements);
    }

    /// A word in double quotes, as names of interfaces need it.
    public static String quoted(String word) {
        return '"' + word + '"';
    }

    @Override
    public String toString() {
        return "table inet %1$s\ndelete table inet %1$s\ntable inet %1$s {\n%2$s}\n".formatted(name, text);
    }
}
