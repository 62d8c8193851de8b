package dev.jos.packages.source;

import dev.jos.host.Command;
import dev.jos.host.CommandFailed;
import dev.jos.host.CommandTimedOut;
import dev.jos.host.DurableFiles;
import dev.jos.packages.tools.Confinement;
import dev.jos.packages.tools.Sandbox;
import dev.jos.store.HardlinkCheckout;
import dev.jos.store.Store;
import dev.jos.store.Tree;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The directory of one build: the hierarchy it sees, its sources, and the place it writes to.
///
/// What a build writes may hold links to elsewhere, and is neither read nor changed from outside while it runs.
final class BuildDirectory {

    /// What Debian's builders set, and nothing of this machine.
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "PATH", "/usr/sbin:/usr/bin:/sbin:/bin",
            "LC_ALL", "C.UTF-8",
            "TZ", "UTC",
            "HOME", "/nonexistent",
            "USER", "build",
            "LOGNAME", "build",
            "SHELL", "/bin/sh");

    private static final int LAST_LINES = 20;

    private final String title;
    private final BuildPlace place;
    private final Path log;
    private final Sandbox sandbox;
    private final boolean keep;

    /// @param title name and version of what is built
    /// @param work a directory that does not exist yet
    /// @param keep whether the directory of a build that fails stays
    BuildDirectory(String title, Path work, Path log, Sandbox sandbox, boolean keep) {
        this.title = title;
        this.place = new BuildPlace(work);
        this.log = log;
        this.sandbox = sandbox.around(place.root());
        this.keep = keep;
    }

    /// Makes the directory.
    ///
    /// @param root what the build sees as its `/`
    /// @param more variables of the environment, beside those of every build
    void create(Tree root, Map<String, String> more, Store store, DurableFiles files) throws IOException {
        files.createDirectories(build());
        files.createDirectories(sources());
        files.createDirectories(trace());
        HardlinkCheckout.write(root, store, place.root());
        Map<String, String> environment = new TreeMap<>(ENVIRONMENT);
        environment.putAll(more);
        place.writeEnvironment(environment, files);
        Files.deleteIfExists(log);
    }

    /// Seen as `/sources`, read-only.
    Path sources() {
        return place.sources();
    }

    /// Seen as `/build`, and all that a build can write to.
    Path build() {
        return place.build();
    }

    /// What was noted about the build while it ran.
    Path trace() {
        return place.path().resolve("trace");
    }

    /// Writes a line into the log.
    void note(String line) throws IOException {
        Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /// Whether a command can be run in the sandbox; what it says is of no interest.
    boolean canRun(Command command, Confinement more) throws IOException {
        try {
            sandbox.run(command, more.asBuilder());
            return true;
        } catch (CommandFailed _) {
            return false;
        }
    }

    /// Runs one step, as an ordinary user without a network.
    ///
    /// @param subject of the reason, should it fail
    void step(BuildFailed.Reason reason, String subject, Command command) throws IOException {
        step(reason, subject, command, Confinement.NONE);
    }

    /// The same, with something to see beside what every step sees.
    void step(BuildFailed.Reason reason, String subject, Command command, Confinement more) throws IOException {
        try {
            sandbox.run(
                    place.inEnvironment(Processors.own().running(command))
                            .stdout(new Command.Output.AppendedTo(log))
                            .stderr(new Command.Output.AppendedTo(log)),
                    place.seen(more.asBuilder()));
        } catch (CommandFailed failed) {
            BuildFailed problem = failed(reason, subject);
            problem.initCause(failed);
            throw problem;
        } catch (CommandTimedOut late) {
            BuildFailed problem = failed(
                    BuildFailed.Reason.TIMEOUT,
                    command.timeout().map(BuildDirectory::text).orElse(""));
            problem.initCause(late);
            throw problem;
        }
    }

    private static String text(Duration time) {
        return time.toHours() > 0
                ? "%d h %d min".formatted(time.toHours(), time.toMinutesPart())
                : "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart());
    }

    /// What to throw.
    BuildFailed failed(BuildFailed.Reason reason, String subject) throws IOException {
        List<String> lines = reason == BuildFailed.Reason.PATCH ? hunks() : lastLines(line -> true);
        return new BuildFailed(title, reason, subject, lines, log, keep ? Optional.of(place.path()) : Optional.empty());
    }

    /// What patch(1) says of the parts that do not apply.
    private List<String> hunks() throws IOException {
        List<String> lines = lastLines(line -> line.contains("FAILED")
                || line.startsWith("patching file")
                || line.contains("can't find file")
                || line.contains("malformed")
                || line.contains("Only garbage")
                || line.contains("previously applied"));
        return lines.isEmpty() ? lastLines(line -> true) : lines;
    }

    private List<String> lastLines(Predicate<String> wanted) throws IOException {
        Deque<String> last = new ArrayDeque<>();
        if (Files.exists(log)) {
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(Files.newInputStream(log), StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    if (wanted.test(line)) {
                        last.add(line);
                    }
                    if (last.size() > LAST_LINES) {
                        last.remove();
                    }
                }
            }
        }
        return List.copyOf(last);
    }
}
