package dev.jos.packages.archive;

import java.time.Duration;

/// Durations in words of one unit.
final class Durations {

    private Durations() {}

    /// Such as `3 days`, `1 hour`.
    static String words(Duration duration) {
        if (duration.toDays() > 0) {
            return counted(duration.toDays(), "day");
        }
        if (duration.toHours() > 0) {
            return counted(duration.toHours(), "hour");
        }
        return counted(Math.max(1, duration.toMinutes()), "minute");
    }

    private static String counted(long count, String unit) {
        return count == 1 ? "1 " + unit : count + " " + unit + "s";
    }
}
