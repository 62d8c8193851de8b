package dev.jos.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The values that are being computed, the innermost last. Finds those that need themselves, and chains without an end.
final class UnderWay {

    /// A value by name: who needs it is the frame before.
    private static final class Frame {
        final OptionPath path;

        @Nullable
        Definition resolving;

        Frame(OptionPath path) {
            this.path = path;
        }
    }

    private final Evaluation evaluation;
    private final List<Frame> frames = new ArrayList<>();
    private final Set<Set<OptionPath>> cycles = new HashSet<>();

    UnderWay(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /// @throws Rejected when the value is under way already, or too many are
    void enter(OptionPath path) {
        for (int i = 0; i < frames.size(); i++) {
            if (frames.get(i).path.equals(path)) {
                throw reportCycle(i);
            }
        }
        if (frames.size() >= Growth.LONGEST_CHAIN) {
            var last = frames.getLast();
            throw evaluation.reject(Messages.chainTooLong(path, last.path, last.resolving));
        }
        frames.add(new Frame(path));
        evaluation.reads().begin(path);
    }

    void leave() {
        frames.removeLast();
        evaluation.reads().end();
    }

    /// Notes which definition asks for the options that `lookup` reads, for the report of a circle.
    <T> T needing(Definition definition, Supplier<T> lookup) {
        var frame = frames.isEmpty() ? null : frames.getLast();
        if (frame != null) {
            frame.resolving = definition;
        }
        try {
            return lookup.get();
        } finally {
            if (frame != null) {
                frame.resolving = null;
            }
        }
    }

    /// A circle is reported once, wherever evaluation enters it.
    private Rejected reportCycle(int from) {
        Map<OptionPath, Optional<Definition>> steps = new LinkedHashMap<>();
        for (Frame frame : frames.subList(from, frames.size())) {
            steps.put(frame.path, Optional.ofNullable(frame.resolving));
        }
        return cycles.add(Set.copyOf(steps.keySet())) ? evaluation.reject(Messages.cycle(steps)) : new Rejected();
    }
}
