package dev.jos.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Lengths of time and sizes as HOCON writes them (HOCON.md, "Units format").
public final class Quantities {

    private Quantities() {}

    /// Null for anything without a known unit, or negative.
    public static @Nullable Duration duration(String text) {
        long unit =
                switch (unit(text).toLowerCase(Locale.ROOT)) {
                    case "ns", "nanos", "nanosecond", "nanoseconds" -> 1L;
                    case "us", "micros", "microsecond", "microseconds" -> 1_000L;
                    case "ms", "millis", "millisecond", "milliseconds" -> 1_000_000L;
                    case "s", "sec", "second", "seconds" -> 1_000_000_000L;
                    case "m", "min", "minute", "minutes" -> 60_000_000_000L;
                    case "h", "hour", "hours" -> 3_600_000_000_000L;
                    case "d", "day", "days" -> 86_400_000_000_000L;
                    default -> 0;
                };
        Long nanos = unit == 0 ? null : times(text, unit);
        return nanos == null ? null : Duration.ofNanos(nanos);
    }

    static @Nullable Long bytes(String text) {
        String unit = unit(text);
        if (unit.isEmpty() || unit.equals("B") || unit.equals("byte") || unit.equals("bytes")) {
            return times(text, 1);
        }
        int power = "KMGTPE".indexOf(Character.toUpperCase(unit.charAt(0))) + 1;
        long factor =
                switch (unit.substring(1)) {
                    case "", "i", "iB" -> 1024;
                    case "B" -> 1000;
                    default -> 0;
                };
        long bytes = 1;
        for (int i = 0; i < power; i++) {
            bytes *= factor;
        }
        return power == 0 || factor == 0 ? null : times(text, bytes);
    }

    /// The shortest exact way to write a duration, in systemd's units too.
    static String text(Duration duration) {
        long millis = duration.toMillis();
        if (!duration.equals(Duration.ofMillis(millis))) {
            return duration.toNanos() + "ns";
        }
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds == 0 || seconds % 60 != 0) {
            return seconds + "s";
        }
        return seconds % 3600 != 0 ? seconds / 60 + "m" : seconds / 3600 + "h";
    }

    /// Null for what is no number.
    static @Nullable Double decimal(String text) {
        if (text.length() > 40 || text.isEmpty() || text.chars().anyMatch(c -> "0123456789+-.eE".indexOf(c) < 0)) {
            return null;
        }
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? number : null;
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    private static String unit(String text) {
        return text.substring(digits(text)).strip();
    }

    private static int digits(String text) {
        int end = 0;
        while (end < text.length() && (isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static @Nullable Long times(String text, long unit) {
        int end = digits(text);
        if (end == 0 || end > 18) {
            return null;
        }
        try {
            return new BigDecimal(text.substring(0, end))
                    .multiply(BigDecimal.valueOf(unit))
                    .longValueExact();
        } catch (ArithmeticException | NumberFormatException notExact) {
            return null;
        }
    }
}
