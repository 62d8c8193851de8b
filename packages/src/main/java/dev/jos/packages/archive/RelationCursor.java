package dev.jos.packages.archive;

import dev.jos.packages.VersionOperator;

/// Walks the relations of one package and kind: [#nextRelation], then [#nextReference] for each of its alternatives.
public final class RelationCursor {

    private static final VersionOperator[] OPERATORS = VersionOperator.values();

    private final PackageTable table;
    private int at;
    private int relationsLeft;
    private int alternativesLeft;
    private int reference;

    RelationCursor(PackageTable table, int at) {
        this.table = table;
        this.at = at;
        this.relationsLeft = count();
    }

    void skipTo(int kind) {
        for (int i = 0; i < kind; i++) {
            while (nextRelation()) {
                at += alternativesLeft * IndexFormat.REFERENCE_WORDS;
                alternativesLeft = 0;
            }
            relationsLeft = count();
        }
    }

    /// Moves to the next relation, past what is left of this one.
    public boolean nextRelation() {
        at += alternativesLeft * IndexFormat.REFERENCE_WORDS;
        alternativesLeft = 0;
        if (relationsLeft == 0) {
            return false;
        }
        relationsLeft--;
        alternativesLeft = count();
        return true;
    }

    /// Moves to the next alternative of this relation.
    public boolean nextReference() {
        if (alternativesLeft == 0) {
            return false;
        }
        alternativesLeft--;
        reference = at;
        at += IndexFormat.REFERENCE_WORDS;
        return true;
    }

    /// The number of the referenced name.
    public int name() {
        return table.relationWord(reference);
    }

    /// Whether the reference bounds the version.
    public boolean hasConstraint() {
        return table.relationWord(reference + 1) != IndexFormat.NONE;
    }

    /// How the version is bounded; only with [#hasConstraint].
    public VersionOperator operator() {
        int ordinal = table.relationWord(reference + 1);
        if (ordinal < 0 || ordinal >= OPERATORS.length) {
            throw new CorruptIndexException("a relation has no operator");
        }
        return OPERATORS[ordinal];
    }

    /// The bound; only with [#hasConstraint].
    public String version() {
        return table.string(table.relationWord(reference + 2));
    }

    /// `any`, `native`, an architecture, or empty.
    public String qualifier() {
        int offset = table.relationWord(reference + 3);
        return offset == IndexFormat.NONE ? "" : table.string(offset);
    }

    private int count() {
        int count = table.relationWord(at++);
        if (count < 0 || count > 100_000) {
            throw new CorruptIndexException("a package has too many relations");
        }
        return count;
    }
}
