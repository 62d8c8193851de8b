package dev.jos.packages.archive;

import java.io.IOException;

/// A file of the archive that does not follow its format.
public final class IndexSyntaxException extends IOException {

    private final String file;
    private final int line;

    IndexSyntaxException(String file, int line, String problem) {
        super("`%s`, line %d: %s".formatted(file, line, problem));
        this.file = file;
        this.line = line;
    }

    /// A list that cannot even be decompressed.
    IndexSyntaxException(String file, IOException cause) {
        super("`%s` is damaged: %s".formatted(file, cause.getMessage() == null ? "it ends early" : cause.getMessage()));
        this.file = file;
        this.line = 0;
        initCause(cause);
    }

    /// Its path in the archive, such as `trixie/main/binary-amd64/Packages`.
    public String file() {
        return file;
    }

    /// Counted from 1; 0 when it concerns the file as a whole.
    public int line() {
        return line;
    }
}
