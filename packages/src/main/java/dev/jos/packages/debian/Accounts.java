package dev.jos.packages.debian;

import java.util.OptionalInt;

/// The numbers of users and groups on the machine that is composed.
public interface Accounts {

    /// The number of a user, empty if the machine has no such user.
    OptionalInt uid(String user);

    /// The number of a group, empty if the machine has no such group.
    OptionalInt gid(String group);
}
