package dev.jos.cli;

import dev.jos.cli.terminal.Console;
import dev.jos.host.LinuxSystemCalls;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The `jos` command.
public final class Main {

    private static final int BUFFER = 8192;

    private Main() {}

    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        // Messages hold `…` and names of any language, whatever the locale of this process is.
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        Console console = new Console(out, err, environment, new LinuxSystemCalls());
        Path here = Path.of("").toAbsolutePath();
        int status = new Jos(console, environment, here).run(List.of(arguments));
        out.flush();
        err.flush();
        // System.exit looks for a logger in every jar of the class path, which takes as long as a short command. No
        // thread is left that would keep a command that went well alive.
        if (status != 0) {
            System.exit(status);
        }
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new java.io.BufferedOutputStream(new FileOutputStream(descriptor), BUFFER),
                true,
                StandardCharsets.UTF_8);
    }
}
