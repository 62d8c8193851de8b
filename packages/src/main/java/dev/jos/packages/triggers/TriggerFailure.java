package dev.jos.packages.triggers;

import java.io.IOException;

/// A tool that generates files of a view failed, or left nothing behind.
public final class TriggerFailure extends IOException {

    private final String job;

    TriggerFailure(String job, String problem, IOException cause) {
        super("`" + job + "` " + problem, cause);
        this.job = job;
    }

    TriggerFailure(String job, String problem) {
        super("`" + job + "` " + problem);
        this.job = job;
    }

    /// What was being generated.
    public String job() {
        return job;
    }
}
