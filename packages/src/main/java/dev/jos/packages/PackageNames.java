package dev.jos.packages;

/// The rule for names of packages (Debian Policy 5.6.1): lower-case letters, digits and `+-.`, first a letter or
/// digit.
public final class PackageNames {

    private PackageNames() {}

    /// Whether `name` can be a package's name. One character is enough: `r` would be, though Policy wants two.
    public static boolean isValid(CharSequence name) {
        if (name.isEmpty() || !isAlphanumeric(name.charAt(0))) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isAlphanumeric(c) && c != '+' && c != '-' && c != '.') {
                return false;
            }
        }
        return true;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
}
