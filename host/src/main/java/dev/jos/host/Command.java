package dev.jos.host;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A program with its arguments and everything it sees of this process: no shell, nothing inherited unless it says so.
///
/// The environment is [#BASE_ENVIRONMENT] and what [#env] adds. Standard input is empty and output is captured unless
/// changed.
public record Command(
        List<String> arguments,
        Map<String, String> environment,
        Optional<Path> directory,
        Optional<Duration> timeout,
        Input input,
        Output output,
        Output errors) {

    /// What every program gets.
    public static final Map<String, String> BASE_ENVIRONMENT =
            Map.of("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C.UTF-8");

    /// Where a program's standard input comes from.
    public sealed interface Input {

        /// At its end from the start.
        record Empty() implements Input {}

        /// The content of a file.
        record FromFile(Path file) implements Input {}

        /// These bytes.
        record FromBytes(ByteBuffer content) implements Input {}

        /// Whatever [RunningProcess#input] is given.
        record Piped() implements Input {}

        /// The standard input of this process.
        record Inherited() implements Input {}
    }

    /// Where a program's standard output or standard error goes.
    public sealed interface Output {

        /// Into the [ProcessResult]: the first `limit` bytes of output, the last ones of errors. The rest is read and
        /// dropped.
        record Captured(int limit) implements Output {}

        /// To a file, from its start.
        record ToFile(Path file) implements Output {}

        /// To a file, at its end.
        record AppendedTo(Path file) implements Output {}

        /// Read through [RunningProcess#output]; only for standard output.
        record Piped() implements Output {}

        /// To that of this process.
        record Inherited() implements Output {}
    }

    private static final int OUTPUT_LIMIT = 64 << 20;
    private static final int ERROR_TAIL = 16 << 10;

    public Command {
        arguments = List.copyOf(arguments);
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
        environment = Map.copyOf(new TreeMap<>(environment));
    }

    public static Command of(String program, String... arguments) {
        List<String> all = new ArrayList<>();
        all.add(program);
        all.addAll(List.of(arguments));
        return of(all);
    }

    public static Command of(List<String> arguments) {
        return new Command(
                arguments,
                BASE_ENVIRONMENT,
                Optional.empty(),
                Optional.empty(),
                new Input.Empty(),
                new Output.Captured(OUTPUT_LIMIT),
                new Output.Captured(ERROR_TAIL));
    }

    /// The name or path of the program.
    public String program() {
        return arguments.getFirst();
    }

    /// The same command with more arguments at the end.
    public Command with(String... more) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of(more));
        return new Command(all, environment, directory, timeout, input, output, errors);
    }

    /// The same command started by another program, whose words stand before its own.
    public Command startedBy(List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.addAll(arguments);
        return new Command(all, environment, directory, timeout, input, output, errors);
    }

    /// The same command with one more environment variable.
    public Command env(String name, String value) {
        Map<String, String> more = new TreeMap<>(environment);
        more.put(name, value);
        return new Command(arguments, more, directory, timeout, input, output, errors);
    }

    /// The same command in another working directory.
    public Command directory(Path path) {
        return new Command(arguments, environment, Optional.of(path), timeout, input, output, errors);
    }

    /// The same command, killed with all its children after `limit`.
    public Command timeout(Duration limit) {
        return new Command(arguments, environment, directory, Optional.of(limit), input, output, errors);
    }

    public Command stdin(Path file) {
        return stdin(new Input.FromFile(file));
    }

    public Command stdin(byte[] content) {
        return stdin(new Input.FromBytes(ByteBuffer.wrap(content.clone()).asReadOnlyBuffer()));
    }

    public Command stdin(Input from) {
        return new Command(arguments, environment, directory, timeout, from, output, errors);
    }

    public Command stdout(Output to) {
        return new Command(arguments, environment, directory, timeout, input, to, errors);
    }

    public Command stderr(Output to) {
        return new Command(arguments, environment, directory, timeout, input, output, to);
    }

    /// The same command with the terminal of this process.
    public Command inheritIo() {
        return stdin(new Input.Inherited()).stdout(new Output.Inherited()).stderr(new Output.Inherited());
    }

    /// The command as one would type it, for messages.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (String argument : arguments) {
            text.append(text.isEmpty() ? "" : " ").append(quoted(argument));
        }
        return text.toString();
    }

    private static String quoted(String argument) {
        boolean plain = !argument.isEmpty()
                && argument.chars().allMatch(c -> Character.isLetterOrDigit(c) || "-_./:=,+@%".indexOf(c) >= 0);
        return plain ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
