package dev.jos.packages;

/// A relation field that does not follow Debian Policy 7.1.
public final class RelationSyntaxException extends Exception {

    private final String field;
    private final int offset;

    public RelationSyntaxException(String field, int offset, String expected) {
        super("`%s` is not a relation: expected %s at character %d".formatted(field, expected, offset + 1));
        this.field = field;
        this.offset = offset;
    }

    public String field() {
        return field;
    }

    /// Where the problem is, counted from 0.
    public int offset() {
        return offset;
    }
}
