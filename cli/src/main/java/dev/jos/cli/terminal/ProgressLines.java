package dev.jos.cli.terminal;

import dev.jos.host.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Long work as plain lines: one when it begins, one when it ends.
final class ProgressLines implements Progress {

    private final PrintStream out;

    ProgressLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public Task start(String label, long total, Unit unit) {
        out.println(label + (total > 0 ? " (" + Amounts.of(total, unit) + ")" : "") + " …");
        return new Line(label, unit);
    }

    private final class Line implements Task {

        private final String label;
        private final Unit unit;
        private final long startedNanos = System.nanoTime();
        private final AtomicLong done = new AtomicLong();

        private Line(String label, Unit unit) {
            this.label = label;
            this.unit = unit;
        }

        @Override
        public void advance(long amount) {
            done.addAndGet(amount);
        }

        @Override
        public void close() {
            Duration time = Duration.ofNanos(System.nanoTime() - startedNanos);
            String amount = unit == Unit.TIME ? "" : Amounts.of(done.get(), unit) + " in ";
            out.println(label + ": " + amount + Amounts.time(time));
        }
    }
}
