package dev.jos.modules;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A user of the machine.
///
/// Without `uid` one is allocated when the system is composed and kept in the lock. `group` is the primary group by
/// name; `groups` are further ones. Without `hashedPassword` (crypt(5)) no password logs in. With `homeMode` a home
/// directory of that mode, owned by the user and filled from `/etc/skel`, is made where there is none.
public record UserAccount(
        String name,
        OptionalInt uid,
        String group,
        List<String> groups,
        boolean normal,
        String description,
        String home,
        OptionalInt homeMode,
        String shell,
        Optional<String> hashedPassword,
        List<String> authorizedKeys) {

    public UserAccount {
        groups = List.copyOf(groups);
        authorizedKeys = List.copyOf(authorizedKeys);
    }
}
