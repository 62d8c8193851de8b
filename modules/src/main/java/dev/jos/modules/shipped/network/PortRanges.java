package dev.jos.modules.shipped.network;

import dev.jos.config.OptionType;
import dev.jos.config.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/// TCP or UDP ports, and ranges of them such as `8000-8100`, none of which overlap.
final class PortRanges {

    private final TreeMap<Integer, Integer> lastByFirst = new TreeMap<>();

    /// A port or a range of ports, as text.
    static OptionType<String> type() {
        return Types.matching("a port number between 1 and 65535, or a range such as `8000-8100`", PortRanges::isValid);
    }

    static PortRanges of(Collection<String> portsOrRanges) {
        var ranges = new PortRanges();
        portsOrRanges.forEach(text -> {
            int dash = text.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? text : text.substring(0, dash));
            ranges.add(first, dash < 0 ? first : Integer.parseInt(text.substring(dash + 1)));
        });
        return ranges;
    }

    PortRanges and(Collection<Integer> ports) {
        ports.forEach(port -> add(port, port));
        return this;
    }

    private void add(int first, int last) {
        int from = first;
        int to = last;
        var before = lastByFirst.floorEntry(from);
        if (before != null && before.getValue() >= from) {
            from = before.getKey();
            to = Math.max(to, before.getValue());
        }
        for (var next = lastByFirst.ceilingEntry(from); next != null && next.getKey() <= to; ) {
            to = Math.max(to, next.getValue());
            lastByFirst.remove(next.getKey());
            next = lastByFirst.ceilingEntry(from);
        }
        lastByFirst.put(from, to);
    }

    /// Sorted, as nft(8) reads them.
    List<String> texts() {
        var texts = new ArrayList<String>();
        lastByFirst.forEach((first, last) -> texts.add(first.equals(last) ? first.toString() : first + "-" + last));
        return texts;
    }

    private static boolean isValid(String text) {
        var ends = text.split("-", -1);
        return ends.length <= 2
                && isPort(ends[0])
                && isPort(ends[ends.length - 1])
                && Integer.parseInt(ends[0]) <= Integer.parseInt(ends[ends.length - 1]);
    }

    static boolean isPort(String text) {
        return !text.isEmpty()
                && text.length() <= 5
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && Integer.parseInt(text) >= 1
                && Integer.parseInt(text) <= 65535;
    }
}
