package dev.jos.modules;

/// A limit for the processes of whoever logs in, as a line of limits.conf(5).
///
/// @param domain a user, `@` and a group, or `*` for everybody
/// @param type when it applies
/// @param item what is limited, such as `nofile`
/// @param value the limit: a number, or `unlimited`
public record PamLimit(String domain, Type type, String item, String value) {

    /// Which of the two limits of getrlimit(2) is meant; `BOTH` sets them to the same value.
    public enum Type {
        SOFT("soft"),
        HARD("hard"),
        BOTH("-");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        /// The word of limits.conf(5).
        public String word() {
            return word;
        }
    }

    /// The line of limits.conf(5), without a line break.
    public String line() {
        return domain + " " + type.word() + " " + item + " " + value;
    }
}
