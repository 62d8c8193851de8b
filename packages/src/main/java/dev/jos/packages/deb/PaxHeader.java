package dev.jos.packages.deb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The records of a pax extension header: `LENGTH KEY=VALUE\n`, as POSIX.1-2001 has it.
final class PaxHeader {

    private static final String XATTR = "SCHILY.xattr.";

    private final Map<String, byte[]> records = new HashMap<>();

    void read(byte[] content) throws ArchiveDamage {
        int at = 0;
        while (at < content.length) {
            int blank = indexOf(content, ' ', at, Math.min(content.length, at + 8));
            int length = blank < 0 ? 0 : length(content, at, blank);
            int end = at + length;
            if (length <= 0 || end > content.length || content[end - 1] != '\n') {
                throw new ArchiveDamage("", "a pax header is damaged");
            }
            int equals = indexOf(content, '=', blank + 1, end);
            if (equals < 0) {
                throw new ArchiveDamage("", "a pax header is damaged");
            }
            String key = new String(content, blank + 1, equals - blank - 1, StandardCharsets.UTF_8);
            records.put(key, Arrays.copyOfRange(content, equals + 1, end - 1));
            at = end;
        }
    }

    private static int length(byte[] content, int start, int end) {
        int value = 0;
        for (int i = start; i < end; i++) {
            if (content[i] < '0' || content[i] > '9') {
                return 0;
            }
            value = 10 * value + (content[i] - '0');
        }
        return value;
    }

    private static int indexOf(byte[] content, char wanted, int start, int end) {
        for (int i = start; i < end; i++) {
            if (content[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    Optional<String> path() {
        return text("path");
    }

    Optional<String> linkPath() {
        return text("linkpath");
    }

    OptionalLong size() throws IOException {
        return number("size");
    }

    /// Whole seconds: a tree keeps no more.
    OptionalLong mtime() throws IOException {
        return number("mtime");
    }

    /// Extended attributes, in the form that GNU tar and star write.
    Map<String, byte[]> xattrs() {
        Map<String, byte[]> xattrs = new HashMap<>();
        records.forEach((key, value) -> {
            if (key.startsWith(XATTR)) {
                xattrs.put(key.substring(XATTR.length()), value);
            }
        });
        return xattrs;
    }

    private Optional<String> text(String key) {
        byte[] value = records.get(key);
        return value == null ? Optional.empty() : Optional.of(new String(value, StandardCharsets.UTF_8));
    }

    private OptionalLong number(String key) throws IOException {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        String digits = text.get();
        int point = digits.indexOf('.');
        String whole = point < 0 ? digits : digits.substring(0, point);
        if (whole.isEmpty() || whole.length() > 18 || !whole.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new ArchiveDamage("", "the pax field `%s` is no number".formatted(key));
        }
        return OptionalLong.of(Long.parseLong(whole));
    }
}
