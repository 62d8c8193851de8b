package dev.jos.cli;

import dev.jos.cli.terminal.Console;
import dev.jos.host.LinuxSystemCalls;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Goes through what short commands do, so that the Java virtual machine can note down which classes that needs.
///
/// `./jos` runs it once after each build to make the AOT cache. It touches nothing but an empty directory of its own.
public final class Rehearsal {

    private static final List<List<String>> SCENES = List.of(
            List.of("--version"),
            List.of("--help"),
            List.of("generations", "--help"),
            List.of("generations", "list"),
            List.of("generations", "list", "--json"),
            List.of("generations", "show"),
            List.of("no-such-command"));

    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException {
        Path root = Files.createTempDirectory("jos-rehearsal-");
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Map<String, String> environment = Map.of("JOS_ROOT", root.toString(), "TERM", "xterm");
        for (List<String> scene : SCENES) {
            new Jos(new Console(nowhere, nowhere, environment, new LinuxSystemCalls()), environment, root).run(scene);
        }
        Files.delete(root);
    }
}
