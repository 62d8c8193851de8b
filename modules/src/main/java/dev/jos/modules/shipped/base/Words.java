package dev.jos.modules.shipped.base;

import dev.jos.config.OptionType;
import dev.jos.config.Types;
import java.util.Locale;

/// Names that several modules check.
public final class Words {

    private Words() {}

    /// As useradd(8) accepts them by default on Debian, without the odd ones.
    public static boolean isAccount(String text) {
        return text.length() <= 32 && startsWithLetter(text) && consistsOf(text, "_-.");
    }

    public static boolean isHostname(String text) {
        boolean good = !text.isEmpty() && text.length() <= 64 && consistsOf(text, "-.");
        for (String label : text.split("\\.", -1)) {
            good = good && !label.isEmpty() && label.length() <= 63 && !label.startsWith("-") && !label.endsWith("-");
        }
        return good;
    }

    /// A machine, by name or by address.
    public static OptionType<String> host() {
        return Types.matching(
                "a host name or an address",
                text -> isHostname(text) || (text.indexOf(':') >= 0 && consistsOf(text, ":.")));
    }

    /// Debian policy 5.6.7.
    public static boolean isPackage(String text) {
        return text.length() >= 2
                && text.equals(text.toLowerCase(Locale.ROOT))
                && isLetterOrDigit(text.charAt(0))
                && consistsOf(text, "+-.");
    }

    /// systemd.unit(5), without the suffix.
    public static boolean isUnit(String text) {
        return !text.isEmpty() && text.length() <= 240 && consistsOf(text, ":_.\\@-");
    }

    public static OptionType<String> packageName() {
        return Types.matching("the name of a Debian package", Words::isPackage);
    }

    public static OptionType<String> unitName() {
        return Types.matching(
                "the name of a unit with its suffix, such as `network.target`",
                text -> isUnit(text) && text.indexOf('.') > 0);
    }

    public static OptionType<String> accountName() {
        return Types.matching("a name of letters, digits, `-`, `_` and `.`", Words::isAccount);
    }

    public static final String MAC_ADDRESS = "a MAC address in double quotes, such as `\"52:54:00:12:34:56\"`";

    public static OptionType<String> macAddress() {
        return Types.matching(MAC_ADDRESS, Words::isMac);
    }

    public static boolean isMac(String text) {
        var parts = text.split(":", -1);
        boolean good = parts.length == 6;
        for (String part : parts) {
            good = good && part.length() == 2 && part.chars().allMatch(c -> Character.digit(c, 16) >= 0);
        }
        return good;
    }

    /// The name of a network interface, as the kernel takes it: at most 15 bytes.
    public static OptionType<String> deviceName() {
        return Types.matching(DEVICE_NAME, Words::isDevice);
    }

    public static final String DEVICE_NAME =
            "the name of a network interface, of at most 15 letters, digits, `-`, `_` and `.`";

    public static boolean isDevice(String text) {
        return !text.isEmpty() && text.length() <= 15 && consistsOf(text, "-_.") && !text.startsWith(".");
    }

    /// The name of a network interface, where `*` and `?` stand for any text and any letter.
    public static boolean isPattern(String text) {
        return !text.isEmpty()
                && text.length() <= 64
                && isUnit(text.replace('*', 'x').replace('?', 'x'));
    }

    /// The permissions of a file or directory.
    public static OptionType<String> mode(String example) {
        return Types.matching("permissions in octal, such as " + example, Words::isMode);
    }

    private static boolean isMode(String text) {
        return text.length() >= 3 && text.length() <= 4 && text.chars().allMatch(c -> c >= '0' && c <= '7');
    }

    /// A domain in which names are looked up; `~` in front makes it one that only routes questions.
    public static OptionType<String> searchDomain() {
        return Types.matching("a domain such as `example.org`", Words::isSearchDomain);
    }

    private static boolean isSearchDomain(String text) {
        return text.equals("~.") || isHostname(text.startsWith("~") ? text.substring(1) : text);
    }

    /// A path below some directory: no `..`, no empty segment, nothing at the front.
    public static boolean isRelativePath(String text) {
        for (String segment : text.split("/", -1)) {
            if (segment.isEmpty() || segment.equals("..") || segment.equals(".")) {
                return false;
            }
        }
        return text.chars().noneMatch(c -> c < ' ' || c == 127);
    }

    private static boolean startsWithLetter(String text) {
        return !text.isEmpty() && (text.charAt(0) == '_' || Character.isLetter(text.charAt(0)));
    }

    private static boolean consistsOf(String text, String others) {
        return text.chars().allMatch(c -> isLetterOrDigit((char) c) || others.indexOf(c) >= 0);
    }

    public static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
