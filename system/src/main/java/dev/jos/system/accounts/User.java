package dev.jos.system.accounts;

/// A line of `/etc/passwd` with its line of `/etc/shadow`.
///
/// @param password as crypt(5) says; `*` and `!` let nobody in by password
record User(String name, int uid, int gid, String gecos, String home, String shell, String password) {

    static final String NO_PASSWORD = "*";

    User {
        if ((name + gecos + home + shell + password).chars().anyMatch(c -> c == ':' || c == '\n')) {
            throw new IllegalArgumentException("no field of the user `" + name + "` may hold a colon or a line break");
        }
    }

    String passwdLine() {
        return "%s:x:%d:%d:%s:%s:%s\n".formatted(name, uid, gid, gecos, home, shell);
    }

    /// Without a date of the last change, which would need a clock, passwords do not age.
    String shadowLine() {
        return name + ":" + password + ":::::::\n";
    }
}
