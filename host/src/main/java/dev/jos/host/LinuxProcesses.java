package dev.jos.host;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;

/// Runs programs of the machine.
public final class LinuxProcesses implements ProcessRunner {

    private static final Duration FOR_EVER = Duration.ofDays(3650);

    @Override
    public ProcessResult run(Command command) throws IOException {
        try (LinuxProcess process = launch(command)) {
            ProcessResult result = process.await(command.timeout().orElse(FOR_EVER));
            if (result.status() != 0) {
                throw new CommandFailed(command, result);
            }
            return result;
        }
    }

    @Override
    public RunningProcess start(Command command) throws IOException {
        return launch(command);
    }

    private static LinuxProcess launch(Command command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command.arguments());
        builder.environment().clear();
        builder.environment().putAll(command.environment());
        command.directory().map(Path::toFile).ifPresent(builder::directory);
        builder.redirectInput(input(command.input()));
        builder.redirectOutput(output(command.output()));
        builder.redirectError(output(command.errors()));
        try {
            return new LinuxProcess(command, builder.start());
        } catch (IOException e) {
            throw new CommandNotStarted(command, e);
        }
    }

    private static Redirect input(Command.Input input) {
        return switch (input) {
            case Command.Input.Empty() -> Redirect.from(new File("/dev/null"));
            case Command.Input.FromFile(Path file) -> Redirect.from(file.toFile());
            case Command.Input.FromBytes(ByteBuffer _) -> Redirect.PIPE;
            case Command.Input.Piped() -> Redirect.PIPE;
            case Command.Input.Inherited() -> Redirect.INHERIT;
        };
    }

    private static Redirect output(Command.Output output) {
        return switch (output) {
            case Command.Output.Captured(int _) -> Redirect.PIPE;
            case Command.Output.ToFile(Path file) -> Redirect.to(file.toFile());
            case Command.Output.AppendedTo(Path file) -> Redirect.appendTo(file.toFile());
            case Command.Output.Piped() -> Redirect.PIPE;
            case Command.Output.Inherited() -> Redirect.INHERIT;
        };
    }
}
