package dev.jos.cli.terminal;

import dev.jos.host.Progress;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/// Long work as bars at the bottom of a terminal, one line for each task, redrawn at most ten times a second.
///
/// Drawing happens in the threads that report, so there is no thread to end. A finished task leaves nothing behind.
final class ProgressBars implements Progress {

    private static final long REDRAW_NANOS = 100_000_000;
    private static final int LABEL_WIDTH = 28;
    private static final int FIGURES_WIDTH = 30;
    private static final String CLEAR_LINE = "\r\u001b[2K";
    private static final String UP = "\u001b[1A";

    private final PrintStream out;
    private final IntSupplier width;
    private final Style style;
    private final List<Bar> bars = new ArrayList<>();
    private int linesShown;
    private long drawnNanos;

    ProgressBars(PrintStream out, IntSupplier width, Style style) {
        this.out = out;
        this.width = width;
        this.style = style;
    }

    @Override
    public synchronized Task start(String label, long total, Unit unit) {
        Bar bar = new Bar(label, total, unit);
        bars.add(bar);
        draw();
        return bar;
    }

    private synchronized void remove(Bar bar) {
        if (bars.remove(bar)) {
            draw();
        }
    }

    private synchronized void drawIfDue() {
        if (System.nanoTime() - drawnNanos >= REDRAW_NANOS) {
            draw();
        }
    }

    private void draw() {
        StringBuilder text = new StringBuilder();
        text.append((CLEAR_LINE + UP).repeat(linesShown)).append(linesShown > 0 ? CLEAR_LINE : "");
        int columns = width.getAsInt();
        for (Bar bar : bars) {
            text.append(bar.line(columns)).append('\n');
        }
        linesShown = bars.size();
        drawnNanos = System.nanoTime();
        out.print(text);
        out.flush();
    }

    private final class Bar implements Task {

        private final String label;
        private final long total;
        private final Unit unit;
        private final long startedNanos = System.nanoTime();
        private final AtomicLong done = new AtomicLong();

        private Bar(String label, long total, Unit unit) {
            this.label = label;
            this.total = total;
            this.unit = unit;
        }

        @Override
        public void advance(long amount) {
            done.addAndGet(amount);
            drawIfDue();
        }

        @Override
        public void close() {
            remove(this);
        }

        private String line(int columns) {
            if (unit == Unit.TIME) {
                return label + " …";
            }
            String name = label.length() > LABEL_WIDTH ? label.substring(0, LABEL_WIDTH - 1) + "…" : label;
            String start = name + " ".repeat(LABEL_WIDTH - name.length()) + " ";
            String line = total > 0
                    ? start + bar(columns - LABEL_WIDTH - FIGURES_WIDTH - 3) + " " + figures()
                    : start + Amounts.of(done.get(), unit);
            return line.stripTrailing();
        }

        private String bar(int cells) {
            if (cells < 5) {
                return "";
            }
            int full = (int) (cells * Math.clamp(done.get() / (double) total, 0, 1));
            return style.green("━".repeat(full)) + style.dim("─".repeat(cells - full));
        }

        private String figures() {
            long now = done.get();
            String text = Amounts.of(now, unit) + " / " + Amounts.of(total, unit);
            double seconds = (System.nanoTime() - startedNanos) / 1e9;
            return unit == Unit.BYTES && seconds > 1 && now > 0
                    ? text + ", " + Amounts.bytes((long) (now / seconds)) + "/s"
                    : text;
        }
    }
}
