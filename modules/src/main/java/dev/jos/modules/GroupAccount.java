package dev.jos.modules;

import java.util.List;
import java.util.OptionalInt;

/// A group of the machine; without `gid` one is allocated when the system is composed and kept in the lock.
///
/// `system` groups get an id below 1000.
public record GroupAccount(String name, OptionalInt gid, boolean system, List<String> members) {

    public GroupAccount {
        members = List.copyOf(members);
    }
}
