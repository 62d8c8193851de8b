package dev.jos.packages;

/// dpkg's version comparison (`lib/dpkg/version.c`): epochs as numbers, then upstream part and revision each in
/// alternating runs of non-digits (letters before other characters, `~` before the end) and of digits.
final class VersionOrder {

    private VersionOrder() {}

    static int compare(String left, String right) {
        int leftStart = left.indexOf(':') + 1;
        int rightStart = right.indexOf(':') + 1;
        int epochs = compareDigits(left, 0, Math.max(0, leftStart - 1), right, 0, Math.max(0, rightStart - 1));
        if (epochs != 0) {
            return epochs;
        }
        int leftDash = revisionDash(left, leftStart);
        int rightDash = revisionDash(right, rightStart);
        int upstreams = comparePart(left, leftStart, leftDash, right, rightStart, rightDash);
        if (upstreams != 0) {
            return upstreams;
        }
        return comparePart(
                left,
                Math.min(leftDash + 1, left.length()),
                left.length(),
                right,
                Math.min(rightDash + 1, right.length()),
                right.length());
    }

    static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static int revisionDash(String text, int start) {
        int dash = text.lastIndexOf('-');
        return dash < start ? text.length() : dash;
    }

    private static int comparePart(String a, int aFrom, int aEnd, String b, int bFrom, int bEnd) {
        int i = aFrom;
        int j = bFrom;
        while (i < aEnd || j < bEnd) {
            while (isNonDigit(a, i, aEnd) || isNonDigit(b, j, bEnd)) {
                int difference = rank(a, i, aEnd) - rank(b, j, bEnd);
                if (difference != 0) {
                    return difference;
                }
                i++;
                j++;
            }
            int aDigits = digitsEnd(a, i, aEnd);
            int bDigits = digitsEnd(b, j, bEnd);
            int difference = compareDigits(a, i, aDigits, b, j, bDigits);
            if (difference != 0) {
                return difference;
            }
            i = aDigits;
            j = bDigits;
        }
        return 0;
    }

    private static boolean isNonDigit(String text, int at, int end) {
        return at < end && !isDigit(text.charAt(at));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /// A digit or the end ranks 0, `~` before it, letters after it, everything else after letters.
    private static int rank(String text, int at, int end) {
        if (at >= end) {
            return 0;
        }
        char c = text.charAt(at);
        if (isDigit(c)) {
            return 0;
        }
        if (c == '~') {
            return -1;
        }
        return isLetter(c) ? c : c + 256;
    }

    private static int digitsEnd(String text, int from, int end) {
        int at = from;
        while (at < end && isDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /// Compares runs of digits of any length as numbers.
    private static int compareDigits(String a, int aFrom, int aEnd, String b, int bFrom, int bEnd) {
        int i = skipZeros(a, aFrom, aEnd);
        int j = skipZeros(b, bFrom, bEnd);
        if (aEnd - i != bEnd - j) {
            return (aEnd - i) - (bEnd - j);
        }
        for (; i < aEnd; i++, j++) {
            int difference = a.charAt(i) - b.charAt(j);
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private static int skipZeros(String text, int from, int end) {
        int at = from;
        while (at < end && text.charAt(at) == '0') {
            at++;
        }
        return at;
    }
}
