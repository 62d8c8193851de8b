package dev.jos.activator.switching;

import dev.jos.host.Command;
import dev.jos.host.DurableFiles;
import dev.jos.host.ProcessRunner;
import dev.jos.host.RunningProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Has a switch carried out by a process of its own, in a unit of its own: it goes on when the terminal, the connection
/// or the process that asked for it is gone. If it is killed, another one takes the switch back.
public final class SwitchWorker {

    /// The unit that a switch runs in; there is one at a time.
    public static final String UNIT = "jos-switch.service";

    private static final Duration LIMIT = Duration.ofDays(1);

    private final ProcessRunner processes;
    private final List<String> program;
    private final Path intent;
    private final Path script;
    private final DurableFiles files;

    /// @param program the words that start jos
    public SwitchWorker(
            ProcessRunner processes,
            List<String> program,
            MachineLayout layout,
            IntentJournal journal,
            DurableFiles files) {
        this.processes = processes;
        this.program = List.copyOf(program);
        this.intent = journal.intent();
        this.script = layout.run().resolve("recover-switch");
        this.files = files;
    }

    /// Starts it, with the streams of this process, and waits for its end.
    ///
    /// @param carryOut arguments of jos that carry the switch out
    /// @param recover arguments of jos that take it back if it was interrupted
    /// @param environment what both see
    /// @return its exit status
    public int run(List<String> carryOut, List<String> recover, Map<String, String> environment) throws IOException {
        files.write(script, recovery(recover));
        var words = new ArrayList<>(List.of(
                "systemd-run",
                "--quiet",
                "--collect",
                "--pipe",
                "--wait",
                "--unit=" + UNIT,
                "--description=Switch of the running system",
                "--service-type=exec",
                "--property=DefaultDependencies=no",
                "--property=TimeoutStopSec=15min",
                "--property=ExecStopPost=/bin/sh " + script));
        environment.forEach((name, value) -> words.add("--setenv=" + name + "=" + value));
        words.add("--");
        words.addAll(program);
        words.addAll(carryOut);
        Command command = Command.of(words)
                .stdin(new Command.Input.Inherited())
                .stdout(new Command.Output.Inherited())
                .stderr(new Command.Output.Inherited());
        try (RunningProcess worker = processes.start(command)) {
            return worker.await(LIMIT).status();
        }
    }

    /// Most switches end well, and have left no intent.
    private byte[] recovery(List<String> arguments) {
        var words = new ArrayList<>(program);
        words.addAll(arguments);
        String text = "#!/bin/sh\ntest ! -e " + quoted(intent.toString()) + " || exec "
                + words.stream().map(SwitchWorker::quoted).collect(Collectors.joining(" ")) + "\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
