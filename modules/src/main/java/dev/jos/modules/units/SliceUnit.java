package dev.jos.modules.units;

import java.util.List;

/// A slice: systemd.slice(5), with the bounds of systemd.resource-control(5).
public final class SliceUnit extends Unit<SliceUnit> {

    SliceUnit(String name) {
        super(name, "Slice", List.of());
    }

    @Override
    SliceUnit self() {
        return this;
    }

    /// The memory that the units in it may use together, such as `2G` or `20%`.
    public SliceUnit memoryMax(String size) {
        return set("MemoryMax", size);
    }

    /// The time of processors that they may use together: `150%` is one and a half.
    public SliceUnit cpuQuota(String percent) {
        return set("CPUQuota", percent);
    }

    /// How many processes and threads they may have together.
    public SliceUnit tasksMax(int number) {
        return set("TasksMax", Integer.toString(number));
    }
}
