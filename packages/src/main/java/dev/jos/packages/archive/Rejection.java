package dev.jos.packages.archive;

/// Carries a problem up to where the suite's name is known.
final class Rejection extends Exception {

    private final transient ReleaseProblem problem;

    Rejection(ReleaseProblem problem) {
        super(problem.describe());
        this.problem = problem;
    }

    ReleaseProblem problem() {
        return problem;
    }
}
