package dev.jos.config;

import java.util.List;
import java.util.Map;

/// Bounds what references may make of a configuration: a text that refers to one twice the size of another, and so on,
/// has no end in memory after thirty lines.
final class Growth {

    /// More than all values of a machine together have, in characters.
    private static final long MOST = 32L << 20;

    /// What a value takes beside its text, counted in characters.
    private static final int OVERHEAD = 256;

    /// More options that refer to each other in a row than anybody writes, and few enough for any stack.
    static final int LONGEST_CHAIN = 100;

    private long left = MOST;

    /// Whether final values may take the place of references; counts them if so.
    boolean admits(Value.Pending pending, Map<String, Data> finals) {
        long size = pending.text().length();
        int depth = 0;
        for (var entry : finals.entrySet()) {
            size += size(entry.getValue()) * times(entry.getKey(), pending.text());
            depth = Math.max(depth, depth(entry.getValue()));
        }
        if (size > left || depth > HoconParser.DEEPEST) {
            return false;
        }
        left -= size;
        return true;
    }

    private static int times(String reference, String text) {
        int times = 0;
        String end = reference + "}";
        for (int at = text.indexOf(end); at >= 0; at = text.indexOf(end, at + end.length())) {
            times++;
        }
        return Math.max(1, times);
    }

    private static long size(Data data) {
        long size = OVERHEAD;
        if (data instanceof Data.Items(List<Data> items)) {
            for (Data item : items) {
                size += size(item);
            }
            return size;
        }
        if (data instanceof Data.Table(Map<String, Data> entries)) {
            for (var entry : entries.entrySet()) {
                size += entry.getKey().length() + size(entry.getValue());
            }
            return size;
        }
        return size + data.text().length();
    }

    private static int depth(Data data) {
        int deepest = 0;
        if (data instanceof Data.Items(List<Data> items)) {
            for (Data item : items) {
                deepest = Math.max(deepest, depth(item));
            }
        } else if (data instanceof Data.Table(Map<String, Data> entries)) {
            for (Data entry : entries.values()) {
                deepest = Math.max(deepest, depth(entry));
            }
        }
        return deepest + 1;
    }
}
