package dev.jos.packages.debian;

/// A unit's name in its parts; systemd.unit(5).
///
/// @param prefix what precedes `@` or the suffix
/// @param instance the instance, empty for a template, null-free: units that are neither have [#PLAIN]
/// @param suffix `.service` and so on
record UnitName(String prefix, String instance, String suffix) {

    /// The instance of a unit that has no `@` in its name.
    static final String PLAIN = "/";

    static UnitName parse(String name) {
        int dot = name.lastIndexOf('.');
        String stem = dot < 0 ? name : name.substring(0, dot);
        String suffix = dot < 0 ? "" : name.substring(dot);
        int at = stem.indexOf('@');
        return at < 0
                ? new UnitName(stem, PLAIN, suffix)
                : new UnitName(stem.substring(0, at), stem.substring(at + 1), suffix);
    }

    boolean isTemplate() {
        return instance.isEmpty();
    }

    boolean isInstance() {
        return !instance.isEmpty() && !instance.equals(PLAIN);
    }

    String name() {
        return instance.equals(PLAIN) ? prefix + suffix : prefix + "@" + instance + suffix;
    }

    String template() {
        return prefix + "@" + suffix;
    }

    UnitName withInstance(String newInstance) {
        return new UnitName(prefix, newInstance, suffix);
    }

    /// Expands the specifiers that depend on the unit alone: `%i`, `%I`, `%j`, `%p`, `%n`, `%N`, `%%`.
    String expand(String text) {
        StringBuilder expanded = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (c != '%' || i == text.length()) {
                expanded.append(c);
                continue;
            }
            String own = instance.equals(PLAIN) ? "" : instance;
            char specifier = text.charAt(i++);
            switch (specifier) {
                case 'i', 'I' -> expanded.append(own);
                case 'j', 'J' -> expanded.append(prefix.substring(prefix.lastIndexOf('-') + 1));
                case 'p', 'P' -> expanded.append(prefix);
                case 'n' -> expanded.append(name());
                case 'N' -> expanded.append(name(), 0, name().length() - suffix.length());
                case '%' -> expanded.append('%');
                default -> expanded.append(c).append(specifier);
            }
        }
        return expanded.toString();
    }
}
