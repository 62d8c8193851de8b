package dev.jos.host.testing;

import dev.jos.host.Command;
import dev.jos.host.CommandFailed;
import dev.jos.host.CommandNotStarted;
import dev.jos.host.ProcessResult;
import dev.jos.host.ProcessRunner;
import dev.jos.host.RunningProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Programs that answer by script: each is known by name and remembers how it was called.
public final class ScriptedProcesses implements ProcessRunner {

    /// What a program does when it is run.
    @FunctionalInterface
    public interface Program {

        ProcessResult run(Command command) throws IOException;
    }

    private final Map<String, Program> programs = new LinkedHashMap<>();
    private final List<Command> commands = new ArrayList<>();

    /// From now on there is a program of this name or path.
    public synchronized ScriptedProcesses on(String program, Program behaviour) {
        programs.put(program, behaviour);
        return this;
    }

    /// From now on there is a program that says `output` and succeeds.
    public ScriptedProcesses on(String program, String output) {
        return on(program, _ -> result(0, output, ""));
    }

    /// From now on there is a program that fails with `status` and says `errors`.
    public ScriptedProcesses failing(String program, int status, String errors) {
        return on(program, _ -> result(status, "", errors));
    }

    /// The commands run so far, in order.
    public synchronized List<Command> commands() {
        return List.copyOf(commands);
    }

    /// A result for a [Program] to answer with.
    public static ProcessResult result(int status, String output, String errors) {
        return new ProcessResult(status, output.getBytes(StandardCharsets.UTF_8), errors, Duration.ZERO);
    }

    @Override
    public ProcessResult run(Command command) throws IOException {
        ProcessResult result = program(command).run(command);
        if (result.status() != 0) {
            throw new CommandFailed(command, result);
        }
        return result;
    }

    @Override
    public RunningProcess start(Command command) throws IOException {
        return new EndedProcess(program(command).run(command));
    }

    private synchronized Program program(Command command) throws IOException {
        commands.add(command);
        Program program = programs.get(command.program());
        if (program == null) {
            throw new CommandNotStarted(command, new IOException("no such program in this test"));
        }
        return program;
    }
}
