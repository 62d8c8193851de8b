package dev.jos.system;

import dev.jos.store.CollisionException;
import java.io.IOException;

/// The packages and the configuration do not make a system that could boot.
public final class SystemProblem extends IOException {

    private SystemProblem(String problem) {
        super(problem);
    }

    /// Two packages that both have a path; the message names all of them.
    static SystemProblem collisions(CollisionException cause) {
        var problem = new SystemProblem(String.valueOf(cause.getMessage()));
        problem.initCause(cause);
        return problem;
    }

    static SystemProblem noKernel(String kernelPackage) {
        return new SystemProblem("no package of the system has a kernel; `" + kernelPackage + "` was to bring one");
    }

    /// A program that cannot be made to look for libraries elsewhere.
    static SystemProblem unbindable(String scope, String path, IOException cause) {
        var problem = new SystemProblem(
                "/" + path + " of `" + scope + "` cannot have libraries of its own: " + cause.getMessage());
        problem.initCause(cause);
        return problem;
    }

    static SystemProblem missing(String path, String purpose) {
        return new SystemProblem("no package of the system has /" + path + ", which " + purpose);
    }
}
