package dev.jos.host;

import java.util.Optional;
import java.util.OptionalLong;

/// The header of a partial answer: `bytes FIRST-LAST/TOTAL`, where the total may be `*`; see RFC 9110 section 14.4.
record ContentRange(long first, OptionalLong total) {

    static Optional<ContentRange> parse(String header) {
        int dash = header.indexOf('-');
        int slash = header.indexOf('/');
        if (!header.startsWith("bytes ") || dash < 0 || slash < dash) {
            return Optional.empty();
        }
        try {
            long first =
                    Long.parseLong(header.substring("bytes ".length(), dash).strip());
            String total = header.substring(slash + 1).strip();
            return Optional.of(new ContentRange(
                    first, "*".equals(total) ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(total))));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
