package dev.jos.packages.scripts;

import java.util.Optional;
import java.util.OptionalInt;

/// A system account a package needs.
///
/// @param id a fixed id, where the package insists on one
/// @param primaryGroup the name of its primary group; empty means a group of its own with the user's name
/// @param gecos the account's description, empty if it has none
/// @param home its home directory, `/nonexistent` if it has none
/// @param shell its login shell
public record UserDeclaration(
        String name, OptionalInt id, Optional<String> primaryGroup, String gecos, String home, String shell)
        implements Declaration {

    /// Where an account without a home directory lives; adduser(8).
    public static final String NO_HOME = "/nonexistent";

    /// The shell of accounts nobody logs in to.
    public static final String NO_LOGIN = "/usr/sbin/nologin";

    /// An account with a group of its own, no home directory and no login.
    public static UserDeclaration named(String name) {
        return new UserDeclaration(name, OptionalInt.empty(), Optional.empty(), "", NO_HOME, NO_LOGIN);
    }
}
