package dev.jos.modules.units;

import java.util.List;

/// A target: systemd.target(5).
public final class TargetUnit extends Unit<TargetUnit> {

    TargetUnit(String name) {
        super(name, "Target", List.of());
    }

    @Override
    TargetUnit self() {
        return this;
    }
}
