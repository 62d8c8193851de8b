package dev.jos.packages.archive;

import java.io.IOException;

/// A mirror's release of a suite is not believed; what was known before stays in use.
public final class ReleaseRejectedException extends IOException {

    private final String suite;
    private final transient ReleaseProblem problem;

    ReleaseRejectedException(String suite, ReleaseProblem problem) {
        super("the release of `%s` %s".formatted(suite, problem.describe()));
        this.suite = suite;
        this.problem = problem;
    }

    public String suite() {
        return suite;
    }

    public ReleaseProblem problem() {
        return problem;
    }
}
