package dev.jos.cli.terminal;

import com.google.gson.JsonElement;
import dev.jos.host.Progress;
import dev.jos.host.SystemCalls;
import java.io.PrintStream;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The streams of this process and what may be done with them.
///
/// Results go to standard output, everything else to standard error. Colours and progress bars are for terminals only,
/// and for those whose user did not refuse them: `NO_COLOR` (no-color.org), `TERM=dumb`.
public final class Console {

    private static final int OUTPUT = 1;
    private static final int ERRORS = 2;
    private static final int DEFAULT_WIDTH = 80;

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;
    private final SystemCalls systemCalls;

    private @Nullable Progress progress;

    public Console(PrintStream out, PrintStream err, Map<String, String> environment, SystemCalls systemCalls) {
        this.out = out;
        this.err = err;
        this.environment = Map.copyOf(environment);
        this.systemCalls = systemCalls;
    }

    public PrintStream out() {
        return out;
    }

    public PrintStream err() {
        return err;
    }

    /// Prints one line of result.
    public void print(String line) {
        out.println(line);
    }

    /// Prints a result as one line of JSON.
    public void print(JsonElement json) {
        out.println(json);
    }

    /// Says something that is not a result.
    public void note(String line) {
        err.println(line);
    }

    /// How results may be emphasised.
    public Style outputStyle() {
        return style(OUTPUT);
    }

    /// How notes and errors may be emphasised.
    public Style errorStyle() {
        return style(ERRORS);
    }

    /// The columns of the terminal, 80 if there is none.
    public int width() {
        return systemCalls.terminalWidth(ERRORS).orElse(DEFAULT_WIDTH);
    }

    /// Shows long work: bars on a terminal, lines otherwise.
    public synchronized Progress progress() {
        if (progress == null) {
            boolean bars = !isDumb() && systemCalls.isTerminal(ERRORS);
            progress = bars ? new ProgressBars(err, this::width, errorStyle()) : new ProgressLines(err);
        }
        return Objects.requireNonNull(progress);
    }

    private Style style(int descriptor) {
        boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty() || isDumb();
        return !refused && systemCalls.isTerminal(descriptor) ? Style.COLOURED : Style.PLAIN;
    }

    private boolean isDumb() {
        return "dumb".equals(environment.getOrDefault("TERM", "dumb"));
    }
}
