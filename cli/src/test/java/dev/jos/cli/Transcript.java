package dev.jos.cli;

import dev.jos.cli.command.Outside;
import dev.jos.cli.terminal.Console;
import dev.jos.host.testing.PlainSystemCalls;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// One run of `jos` in this process: what it printed, and its exit status.
record Transcript(int status, String out, String err) {

    static Transcript of(Path root, String... arguments) {
        return of(root, Outside.WORLD, arguments);
    }

    static Transcript of(Path root, Outside outside, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> environment = Map.of("JOS_ROOT", root.toString());
        Console console = new Console(stream(out), stream(err), environment, new PlainSystemCalls());
        int status = new Jos(console, environment, root, outside).run(List.of(arguments));
        return new Transcript(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
