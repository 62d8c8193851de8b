package dev.jos.vmtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// What may explain why a test failed: the serial console, journal and screen of each of its systems, in
/// files that stay until the test fails again.
final class FailureLogs {

    private final Path directory;

    private FailureLogs(Path directory) {
        this.directory = directory;
    }

    /// @param method of the test
    static FailureLogs of(TestBench bench, String test, String method) throws IOException {
        return new FailureLogs(bench.emptyFailureDirectory(test, method));
    }

    /// Keeps the logs of `systems`, and gives back the failure with the place where they are.
    AssertionError kept(Map<String, RunningSystem> systems, Throwable failure) {
        for (Map.Entry<String, RunningSystem> each : systems.entrySet()) {
            Path own = directory.resolve(each.getKey());
            try {
                Files.createDirectories(own);
                each.getValue().keepLogs(own);
            } catch (IOException | AssertionError e) {
                failure.addSuppressed(e);
            }
        }
        AssertionError located =
                new AssertionError(failure.getMessage() + "\nLogs are in " + directory.toAbsolutePath(), failure);
        located.setStackTrace(failure.getStackTrace());
        return located;
    }
}
