package dev.jos.system.accounts;

import dev.jos.packages.debian.Accounts;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/// All accounts of a machine, with their numbers.
public final class AccountTables implements Accounts {

    /// Accounts of people begin here. Files of packages never belong to them.
    private static final int FIRST_NORMAL = 1000;

    /// As in login.defs(5): people have numbers up to 60000, subordinate ones begin at 100000.
    private static final int MOST_NORMAL = 59_001;

    private static final int FIRST_SUBORDINATE = 100_000;

    /// A range that a container can map all of its users to.
    private static final int SUBORDINATES = 65_536;

    private final Map<String, User> users;
    private final Map<String, Group> groups;

    AccountTables(Collection<User> users, Collection<Group> groups) {
        this.users = users.stream().collect(Collectors.toMap(User::name, Function.identity()));
        this.groups = groups.stream().collect(Collectors.toMap(Group::name, Function.identity()));
    }

    @Override
    public OptionalInt uid(String name) {
        User user = users.get(name);
        return user == null ? OptionalInt.empty() : OptionalInt.of(user.uid());
    }

    @Override
    public OptionalInt gid(String name) {
        Group group = groups.get(name);
        return group == null ? OptionalInt.empty() : OptionalInt.of(group.gid());
    }

    /// The names and numbers that files of packages can belong to, as text: equal texts give packages equal owners.
    public String fixedNumbers() {
        return lines(byUid().stream().filter(user -> user.uid() < FIRST_NORMAL).toList(), User::passwdLine)
                + lines(
                        byGid().stream()
                                .filter(group -> group.gid() < FIRST_NORMAL)
                                .toList(),
                        g -> g.name() + g.gid());
    }

    /// The content of `/etc/passwd`, by number.
    public String passwd() {
        return lines(byUid(), User::passwdLine);
    }

    /// The content of `/etc/shadow`, which only root may read.
    public String shadow() {
        return lines(byUid(), User::shadowLine);
    }

    /// The content of `/etc/group`, by number.
    public String group() {
        return lines(byGid(), Group::groupLine);
    }

    /// The content of `/etc/gshadow`, which only root may read.
    public String gshadow() {
        return lines(byGid(), Group::gshadowLine);
    }

    /// The content of `/etc/subuid` and `/etc/subgid`: numbers that people may use in user namespaces, for containers
    /// without root. They follow from the number of the user, so that files keep their owners.
    public String subordinateIds() {
        return lines(
                byUid().stream()
                        .filter(user -> user.uid() >= FIRST_NORMAL && user.uid() < FIRST_NORMAL + MOST_NORMAL)
                        .toList(),
                user -> "%s:%d:%d\n"
                        .formatted(
                                user.name(),
                                FIRST_SUBORDINATE + (long) (user.uid() - FIRST_NORMAL) * SUBORDINATES,
                                SUBORDINATES));
    }

    private List<User> byUid() {
        return users.values().stream()
                .sorted(Comparator.comparingInt(User::uid).thenComparing(User::name))
                .toList();
    }

    private List<Group> byGid() {
        return groups.values().stream()
                .sorted(Comparator.comparingInt(Group::gid).thenComparing(Group::name))
                .toList();
    }

    private static <T> String lines(List<T> sorted, Function<T, String> line) {
        return sorted.stream().map(line).collect(Collectors.joining());
    }
}
