package dev.jos.packages;

import java.util.Optional;

/// How a relation compares versions (Debian Policy 7.1).
public enum VersionOperator {
    EARLIER("<<"),
    EARLIER_OR_EQUAL("<="),
    EQUAL("="),
    LATER_OR_EQUAL(">="),
    LATER(">>");

    private final String symbol;

    VersionOperator(String symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }

    /// The operator written as `symbol`. The obsolete `<` and `>` mean `<=` and `>=`.
    public static Optional<VersionOperator> parse(String symbol) {
        return switch (symbol) {
            case "<<" -> Optional.of(EARLIER);
            case "<=", "<" -> Optional.of(EARLIER_OR_EQUAL);
            case "=" -> Optional.of(EQUAL);
            case ">=", ">" -> Optional.of(LATER_OR_EQUAL);
            case ">>" -> Optional.of(LATER);
            default -> Optional.empty();
        };
    }

    /// Whether a version that compares to the relation's version as `comparison` is admitted.
    public boolean admits(int comparison) {
        return switch (this) {
            case EARLIER -> comparison < 0;
            case EARLIER_OR_EQUAL -> comparison <= 0;
            case EQUAL -> comparison == 0;
            case LATER_OR_EQUAL -> comparison >= 0;
            case LATER -> comparison > 0;
        };
    }

    @Override
    public String toString() {
        return symbol;
    }
}
