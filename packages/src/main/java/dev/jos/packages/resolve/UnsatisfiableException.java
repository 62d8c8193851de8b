package dev.jos.packages.resolve;

import dev.jos.packages.lock.LockedSuite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// No set of packages answers the request.
public final class UnsatisfiableException extends IOException {

    private final transient List<String> explanation;
    private final transient List<String> hints;
    private final transient Map<String, List<String>> unknown;

    UnsatisfiableException(List<String> explanation, List<String> hints) {
        this(explanation, hints, Map.of());
    }

    private UnsatisfiableException(List<String> explanation, List<String> hints, Map<String, List<String>> unknown) {
        super(String.join("\n", explanation));
        this.explanation = List.copyOf(explanation);
        this.hints = List.copyOf(hints);
        this.unknown = new TreeMap<>(unknown);
    }

    /// The archive has none of these names; each is given with those near to it.
    static UnsatisfiableException unknown(Map<String, List<String>> names, List<LockedSuite> suites) {
        String where = suites.stream().map(LockedSuite::name).collect(Collectors.joining(", "));
        List<String> explanation = new ArrayList<>();
        List<String> hints = new ArrayList<>();
        names.forEach((name, near) -> {
            explanation.add("There is no package `%s` in %s.".formatted(name, where));
            if (!near.isEmpty()) {
                hints.add("Did you mean %s?"
                        .formatted(near.stream().map(each -> "`" + each + "`").collect(Collectors.joining(", "))));
            }
        });
        hints.add("Search with `jos package search WORD`.");
        return new UnsatisfiableException(explanation, hints, names);
    }

    /// Sentences that together say why, each on a line of its own.
    public List<String> explanation() {
        return explanation;
    }

    /// What could be done; may be empty.
    public List<String> hints() {
        return hints;
    }

    /// Names of the request that the archive does not have, with names near to each; empty when that is not the
    /// reason.
    public Map<String, List<String>> unknownPackages() {
        return Map.copyOf(unknown);
    }
}
