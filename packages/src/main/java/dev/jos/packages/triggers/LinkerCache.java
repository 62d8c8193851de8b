package dev.jos.packages.triggers;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The format of `/etc/ld.so.cache`: names of libraries and where they are.
///
/// See `struct cache_file_new` in glibc's `sysdeps/generic/dl-cache.h`. The dynamic linker searches it by bisection, so
/// the order of the names is part of the format.
final class LinkerCache {

    /// A name that programs ask for, and the absolute path that answers.
    record Library(String name, String path) {}

    private static final byte[] MAGIC = "glibc-ld.so.cache1.1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 48;
    private static final int ENTRY = 24;
    private static final byte LITTLE_ENDIAN = 2;

    /// The order of `_dl_cache_libcmp`: runs of digits compare as numbers.
    static final Comparator<String> ORDER = LinkerCache::compare;

    private LinkerCache() {}

    /// The content of the cache. Among equal names the first is found.
    ///
    /// @param flags of every entry, `FLAG_*` of `dl-cache.h`
    static byte[] render(List<Library> libraries, int flags) {
        List<Library> sorted = new ArrayList<>(libraries);
        sorted.sort(Comparator.comparing(Library::name, ORDER.reversed()));
        Strings strings = new Strings(HEADER + ENTRY * sorted.size());
        List<int[]> places = sorted.stream()
                .map(each -> new int[] {strings.add(each.name()), strings.add(each.path())})
                .toList();
        byte[] text = strings.bytes();
        ByteBuffer out = ByteBuffer.allocate(HEADER + ENTRY * sorted.size() + text.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        out.put(MAGIC).putInt(sorted.size()).putInt(text.length).put(LITTLE_ENDIAN);
        out.position(HEADER);
        for (int[] place : places) {
            out.putInt(flags).putInt(place[0]).putInt(place[1]).putInt(0).putLong(0);
        }
        return out.put(text).array();
    }

    private static int compare(String left, String right) {
        int i = 0;
        int j = 0;
        while (i < left.length() && j < right.length()) {
            char a = left.charAt(i);
            char b = right.charAt(j);
            if (digit(a) && digit(b)) {
                int leftEnd = endOfDigits(left, i);
                int rightEnd = endOfDigits(right, j);
                int order = Long.compare(number(left, i, leftEnd), number(right, j, rightEnd));
                if (order != 0) {
                    return order;
                }
                i = leftEnd;
                j = rightEnd;
            } else if (digit(a) != digit(b)) {
                return digit(a) ? 1 : -1;
            } else if (a != b) {
                return Character.compare(a, b);
            } else {
                i++;
                j++;
            }
        }
        return Integer.compare(left.length() - i, right.length() - j);
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && digit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static long number(String text, int from, int end) {
        long value = 0;
        for (int i = from; i < end; i++) {
            value = value * 10 + (text.charAt(i) - '0');
        }
        return value;
    }

    /// Zero-terminated strings, each once.
    private static final class Strings {
        private final Map<String, Integer> places = new HashMap<>();
        private final StringBuilder text = new StringBuilder();
        private final int start;

        Strings(int start) {
            this.start = start;
        }

        int add(String string) {
            Integer known = places.get(string);
            if (known != null) {
                return known;
            }
            int place = start + text.length();
            text.append(string).append('\0');
            places.put(string, place);
            return place;
        }

        byte[] bytes() {
            return text.toString().getBytes(StandardCharsets.ISO_8859_1);
        }
    }
}
