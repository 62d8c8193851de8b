package dev.jos.config.format;

import dev.jos.config.HoconSyntax;
import dev.jos.config.SyntaxException;

/// Lays out a configuration file in the one style there is, without changing what it says.
///
/// Comments, the order of everything and the way in which names and texts are written stay. Formatting what has been
/// formatted changes nothing.
public final class HoconFormat {

    private HoconFormat() {}

    /// The text laid out anew.
    ///
    /// @param shownAs the name of the file for messages
    /// @throws SyntaxException when the text is no HOCON
    /// @throws IllegalStateException when the result would not say the same, which would be a bug
    public static String format(String shownAs, String text) throws SyntaxException {
        HoconSyntax.check(shownAs, text);
        String formatted = Printer.print(LayoutParser.parse(text));
        if (!HoconSyntax.saysTheSame(text, formatted)) {
            throw new IllegalStateException("formatting would change what " + shownAs + " says");
        }
        return formatted;
    }
}
