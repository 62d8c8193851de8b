package dev.jos.packages.lock;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The numbers of users and groups that packages and services bring along. A number once given stays with its name,
/// also after the name is gone: files on disk may still carry it.
public record AccountIds(SortedMap<String, Integer> users, SortedMap<String, Integer> groups) {

    /// Debian's range for numbers given out dynamically (Debian Policy 9.2.2).
    public static final int FIRST = 100;

    public static final int LAST = 999;

    /// The last number for people's accounts, which a lock keeps too.
    public static final int LAST_NORMAL = 59999;

    public static final AccountIds NONE = new AccountIds(Map.of(), Map.of());

    public AccountIds {
        users = Collections.unmodifiableSortedMap(new TreeMap<>(users));
        groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
    }

    public AccountIds(Map<String, Integer> users, Map<String, Integer> groups) {
        this(new TreeMap<>(users), new TreeMap<>(groups));
    }

    /// These ids plus one for each new name, the same result for the same names in any order. A user and a group of
    /// one
    /// name get the same number.
    ///
    /// @param taken numbers in use elsewhere, such as those the configuration fixes; they are not given out
    /// @throws AccountIdsExhausted when all numbers from 100 to 999 were given out
    public AccountIds allocate(Collection<String> userNames, Collection<String> groupNames, Set<Integer> taken)
            throws AccountIdsExhausted {
        SortedMap<String, Integer> newUsers = new TreeMap<>(users);
        SortedMap<String, Integer> newGroups = new TreeMap<>(groups);
        Set<Integer> used = new HashSet<>(taken);
        used.addAll(users.values());
        used.addAll(groups.values());
        Set<String> names = new TreeSet<>(userNames);
        names.addAll(groupNames);
        for (String name : names) {
            boolean asUser = userNames.contains(name) && !newUsers.containsKey(name);
            boolean asGroup = groupNames.contains(name) && !newGroups.containsKey(name);
            if (!asUser && !asGroup) {
                continue;
            }
            int id = twin(name, asUser ? newGroups : newUsers, asUser ? newUsers : newGroups, used);
            used.add(id);
            if (asUser) {
                newUsers.put(name, id);
            }
            if (asGroup) {
                newGroups.put(name, id);
            }
        }
        return new AccountIds(newUsers, newGroups);
    }

    /// The number that `name` already has in the other table when it is free in this one, else the next unused one.
    private static int twin(String name, Map<String, Integer> other, Map<String, Integer> own, Set<Integer> used)
            throws AccountIdsExhausted {
        Integer there = other.get(name);
        if (there != null && !own.containsValue(there)) {
            return there;
        }
        for (int id = FIRST; id <= LAST; id++) {
            if (!used.contains(id)) {
                return id;
            }
        }
        throw new AccountIdsExhausted(name);
    }
}
