package dev.jos.modules.formats;

import java.math.BigInteger;
import java.util.regex.Pattern;

/// Which texts are numbers in every format: RFC 8259, section 6.
final class Numbers {

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");

    private Numbers() {}

    /// The number as it is, or what is none, such as `007`, as text in quotes.
    static String orQuoted(String text) {
        return NUMBER.matcher(text).matches() ? text : QuotedText.of(text);
    }

    /// The same for formats whose whole numbers have 64 bits.
    static String ofLimitedSizeOrQuoted(String text) {
        boolean tooLarge = WHOLE.matcher(text).matches() && new BigInteger(text).bitLength() > 63;
        return tooLarge ? QuotedText.of(text) : orQuoted(text);
    }
}
