package dev.jos.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// How this very process was started, so that it can be started again with other arguments.
public final class OwnProgram {

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    private static final Path EXECUTABLE = Path.of("/proc/self/exe");

    private OwnProgram() {}

    /// The words that start this program, without the arguments that it was given.
    public static List<String> words() throws IOException {
        String mainClass = System.getProperty("sun.java.command", "").split(" ", 2)[0];
        String[] all = Files.readString(COMMAND_LINE, StandardCharsets.UTF_8).split("\0");
        int main = List.of(all).indexOf(mainClass);
        if (main < 0) {
            throw new IOException("`" + mainClass + "` was not started by its name");
        }
        String[] words = List.of(all).subList(0, main + 1).toArray(String[]::new);
        words[0] = EXECUTABLE.toRealPath().toString();
        return List.of(words);
    }
}
