package dev.jos.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Notes which options are read to compute others, and which modules read.
///
/// A reader is the path of an option, or the name of a module.
final class Reads {

    private final Map<Object, Set<OptionPath>> byReader = new HashMap<>();
    private final List<Object> readers = new ArrayList<>();

    /// From here on, until the end, `reader` reads.
    void begin(Object reader) {
        readers.add(reader);
    }

    void end() {
        readers.removeLast();
    }

    boolean areNoted() {
        return !readers.isEmpty();
    }

    void note(OptionPath path) {
        if (!readers.isEmpty()) {
            byReader.computeIfAbsent(readers.getLast(), any -> new LinkedHashSet<>())
                    .add(path);
        }
    }

    /// What was read to compute an option, as exactly as it is known.
    Set<String> of(OptionPath option) {
        var reads = byReader.getOrDefault(option, Set.of());
        var names = new TreeSet<String>();
        for (OptionPath read : reads) {
            if (!read.equals(option) && isExact(read, reads)) {
                names.add(read.toString());
            }
        }
        return names;
    }

    /// The options that were computed from something at `path`.
    Set<String> optionsWith(OptionPath path) {
        var names = new TreeSet<String>();
        byReader.forEach((reader, reads) -> {
            if (reader instanceof OptionPath option && !option.startsWith(path) && isAmong(path, reads)) {
                names.add(option.toString());
            }
        });
        return names;
    }

    /// The modules that read something at `path`.
    Set<String> modulesWith(OptionPath path) {
        var names = new TreeSet<String>();
        byReader.forEach((reader, reads) -> {
            if (reader instanceof String module && isAmong(path, reads)) {
                names.add(module);
            }
        });
        return names;
    }

    /// Whether the path itself was read, something in it, or the whole of something around it.
    private static boolean isAmong(OptionPath path, Set<OptionPath> reads) {
        for (OptionPath read : reads) {
            if (read.startsWith(path) || (path.startsWith(read) && isExact(read, reads))) {
                return true;
            }
        }
        return false;
    }

    /// Whether nothing further inside was read: whoever looks into a block reads the block first.
    private static boolean isExact(OptionPath read, Set<OptionPath> reads) {
        for (OptionPath other : reads) {
            if (!other.equals(read) && other.startsWith(read)) {
                return false;
            }
        }
        return true;
    }
}
