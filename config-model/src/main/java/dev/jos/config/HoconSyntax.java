package dev.jos.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.util.List;

/// What can be said about a text without knowing any option.
public final class HoconSyntax {

    private HoconSyntax() {}

    /// Accepts nothing but HOCON as jos reads it, without `include`.
    ///
    /// @param shownAs the name of the file for messages
    /// @throws SyntaxException when the text is no HOCON
    public static void check(String shownAs, String text) throws SyntaxException {
        HoconParser.parse(new SourceFile(shownAs, shownAs, text));
    }

    /// Whether two texts hold the same values and references; neither may be broken.
    public static boolean saysTheSame(String one, String other) {
        try {
            return parse(one).equals(parse(other));
        } catch (ConfigException broken) {
            return false;
        }
    }

    private static ConfigObject parse(String text) {
        return ConfigFactory.parseString(text, ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF))
                .root();
    }

    /// A key as it has to be written, in quotes if need be.
    public static String key(String name) {
        return OptionPath.isPlain(name) ? name : Hocon.quoted(name);
    }

    /// A path of keys, as it has to be written.
    public static String path(List<String> names) {
        return new OptionPath(names).toString();
    }
}
