package dev.jos.system.accounts;

import java.util.SortedSet;
import java.util.TreeSet;

/// A line of `/etc/group` with its line of `/etc/gshadow`.
record Group(String name, int gid, SortedSet<String> members) {

    Group {
        members = new TreeSet<>(members);
    }

    String groupLine() {
        return "%s:x:%d:%s\n".formatted(name, gid, String.join(",", members));
    }

    String gshadowLine() {
        return "%s:*::%s\n".formatted(name, String.join(",", members));
    }
}
