package dev.jos.modules.units;

import dev.jos.modules.formats.UnitFile;
import java.time.Duration;
import java.util.List;

/// A timer: systemd.timer(5).
public final class TimerUnit extends Unit<TimerUnit> {

    TimerUnit(String name) {
        super(name, "Timer", List.of("timers.target"));
    }

    @Override
    TimerUnit self() {
        return this;
    }

    /// Elapses at a calendar event of systemd.time(7), such as `daily` or `*-*-* 04:00`.
    public TimerUnit onCalendar(String event) {
        return set("OnCalendar", event);
    }

    /// Elapses some time after the boot.
    public TimerUnit afterBoot(Duration time) {
        return set("OnBootSec", UnitFile.time(time));
    }

    /// Elapses again some time after its unit was started.
    public TimerUnit every(Duration time) {
        return set("OnUnitActiveSec", UnitFile.time(time));
    }

    /// Elapses up to some time later, so that not all machines do at once.
    public TimerUnit spreadOver(Duration time) {
        return set("RandomizedDelaySec", UnitFile.time(time));
    }

    /// Makes up at once for a calendar event that was missed while the machine was off.
    public TimerUnit persistent() {
        return set("Persistent", "true");
    }

    /// Starts another unit than the service of the same name.
    public TimerUnit starts(String unit) {
        return set("Unit", unit);
    }
}
