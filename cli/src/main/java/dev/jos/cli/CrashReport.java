package dev.jos.cli;

import dev.jos.cli.command.Version;
import dev.jos.cli.error.ErrorMessage;
import dev.jos.cli.error.ErrorRenderer;
import dev.jos.cli.error.ExitCode;
import dev.jos.cli.terminal.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What to do about a failure that is nobody's fault but ours: one line for the user, everything else into a file.
final class CrashReport {

    private CrashReport() {}

    /// Writes and announces the report; returns the exit status.
    static int write(Throwable bug, List<String> arguments, Map<String, String> environment, Console console) {
        String sentence = "This is a bug in jos: " + bug.getClass().getSimpleName()
                + (bug.getMessage() == null
                        ? ""
                        : ": " + bug.getMessage().lines().findFirst().orElse("")) + ".";
        ErrorMessage message;
        try {
            Path file = Files.createTempFile("jos-crash-", ".txt");
            Files.writeString(file, text(bug, arguments));
            message = ErrorMessage.of("bug", sentence, "Report it with the file `" + file + "`.");
        } catch (IOException _) {
            message = ErrorMessage.of("bug", sentence)
                    .details(text(bug, arguments).lines().toList());
        }
        if (!environment.getOrDefault("JOS_TRACE", "").isEmpty()) {
            bug.printStackTrace(console.err());
        }
        new ErrorRenderer(console.errorStyle()).lines(message).forEach(console::note);
        return ExitCode.BUG.status();
    }

    private static String text(Throwable bug, List<String> arguments) {
        StringWriter text = new StringWriter();
        text.append("jos ").append(Version.CURRENT).append(" on ").append(String.valueOf(Runtime.version()));
        text.append('\n').append(String.valueOf(arguments)).append('\n');
        bug.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
