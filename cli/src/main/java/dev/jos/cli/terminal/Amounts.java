package dev.jos.cli.terminal;

import dev.jos.host.Progress.Unit;
import java.time.Duration;
import java.util.Locale;

/// Amounts and times as people read them.
public final class Amounts {

    private static final String[] PREFIXES = {"B", "kB", "MB", "GB", "TB"};

    private Amounts() {}

    /// Bytes in powers of 1000, with three digits: `2.13 MB`.
    public static String bytes(long bytes) {
        double value = bytes;
        int prefix = 0;
        while (Math.abs(value) >= 999.5 && prefix < PREFIXES.length - 1) {
            value /= 1000;
            prefix++;
        }
        int decimals = prefix == 0 || Math.abs(value) >= 99.95 ? 0 : Math.abs(value) >= 9.995 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f %s", value, PREFIXES[prefix]);
    }

    /// An amount in its unit; nothing when only time passes.
    public static String of(long amount, Unit unit) {
        return switch (unit) {
            case BYTES -> bytes(amount);
            case ITEMS -> Long.toString(amount);
            case TIME -> "";
        };
    }

    /// `0.42 s`, `12.3 s`, `3 min 20 s`.
    public static String time(Duration time) {
        double seconds = time.toMillis() / 1000.0;
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.2f s", seconds);
        }
        return seconds < 60
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }

    /// `1 package`, `2 packages`.
    public static String count(long number, String singular) {
        return number + " " + (number == 1 ? singular : singular + "s");
    }
}
