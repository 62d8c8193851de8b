package dev.jos.system.accounts;

import dev.jos.modules.GroupAccount;
import dev.jos.modules.UserAccount;
import dev.jos.packages.lock.AccountIds;
import dev.jos.packages.lock.AccountIdsExhausted;
import dev.jos.packages.scripts.Declarations;
import dev.jos.packages.scripts.GroupDeclaration;
import dev.jos.packages.scripts.Membership;
import dev.jos.packages.scripts.UserDeclaration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Gathers the accounts a machine needs, from all who ask for some, and gives numbers to those that have none.
///
/// Who asks first for a name decides what it is. Numbers come from the lock, so that files keep their owners.
public final class AccountPlan {

    static final String NO_LOGIN = "/usr/sbin/nologin";

    private static final int FIRST_NORMAL = 1000;

    private record WantedUser(
            OptionalInt uid, String group, boolean normal, String gecos, String home, String shell, String password) {}

    private record WantedGroup(OptionalInt gid, boolean normal) {}

    private final SortedMap<String, WantedUser> users = new TreeMap<>();
    private final SortedMap<String, WantedGroup> groups = new TreeMap<>();
    private final SortedMap<String, TreeSet<String>> members = new TreeMap<>();

    /// Users of the configuration. They come first: what a configuration says about an account holds.
    public void addConfigured(Iterable<UserAccount> configuredUsers, Iterable<GroupAccount> configuredGroups) {
        for (GroupAccount group : configuredGroups) {
            groups.putIfAbsent(group.name(), new WantedGroup(group.gid(), !group.system()));
            group.members().forEach(member -> wantMembership(member, group.name()));
        }
        for (UserAccount user : configuredUsers) {
            users.putIfAbsent(
                    user.name(),
                    new WantedUser(
                            user.uid(),
                            user.group(),
                            user.normal(),
                            user.description(),
                            user.home(),
                            user.shell(),
                            user.hashedPassword().orElse("!")));
            user.groups().forEach(group -> wantMembership(user.name(), group));
        }
    }

    /// The accounts every Debian machine has, by the master files of `base-passwd`.
    ///
    /// @throws IllegalArgumentException if a line is none of passwd(5) or group(5)
    public void addMasters(String passwd, String group) {
        var names = new HashMap<Integer, String>();
        for (String line : group.lines().toList()) {
            String[] fields = fields(line, 4);
            OptionalInt gid = OptionalInt.of(Integer.parseInt(fields[2]));
            names.put(gid.getAsInt(), fields[0]);
            groups.merge(fields[0], new WantedGroup(gid, false), (configured, master) -> master);
        }
        for (String line : passwd.lines().toList()) {
            String[] fields = fields(line, 7);
            OptionalInt uid = OptionalInt.of(Integer.parseInt(fields[2]));
            String primary = names.getOrDefault(Integer.parseInt(fields[3]), fields[0]);
            var master = new WantedUser(uid, primary, false, fields[4], fields[5], fields[6], User.NO_PASSWORD);
            users.merge(fields[0], master, AccountPlan::fixed);
        }
    }

    /// A configured account with the numbers that Debian fixes for it.
    private static WantedUser fixed(WantedUser configured, WantedUser master) {
        return new WantedUser(
                master.uid,
                master.group,
                configured.normal,
                configured.gecos.isEmpty() ? master.gecos : configured.gecos,
                configured.home,
                configured.shell,
                configured.password);
    }

    private static String[] fields(String line, int count) {
        String[] fields = line.split(":", -1);
        if (fields.length != count) {
            throw new IllegalArgumentException("not a line of " + count + " fields: `" + line + "`");
        }
        return fields;
    }

    /// What packages' maintainer scripts would have created.
    public void addDeclared(Declarations declarations) {
        for (GroupDeclaration group : declarations.groups()) {
            wantGroup(group.name(), group.id());
        }
        for (UserDeclaration user : declarations.users()) {
            wantUser(
                    user.name(),
                    user.id(),
                    user.primaryGroup().orElse(user.name()),
                    user.gecos(),
                    user.home(),
                    user.shell());
        }
        for (Membership membership : declarations.memberships()) {
            wantMembership(membership.user(), membership.group());
        }
    }

    /// What a file of `/usr/lib/sysusers.d` asks for.
    public void addSysusers(String text) {
        new Sysusers(this).read(text);
    }

    void wantUser(String name, OptionalInt uid, String group, String gecos, String home, String shell) {
        users.putIfAbsent(name, new WantedUser(uid, group, false, gecos, home, shell, User.NO_PASSWORD));
    }

    void wantGroup(String name, OptionalInt gid) {
        groups.putIfAbsent(name, new WantedGroup(gid, false));
    }

    void wantMembership(String user, String group) {
        members.computeIfAbsent(group, name -> new TreeSet<>()).add(user);
    }

    /// `known` with a number for everybody who needs one.
    public AccountIds allocate(AccountIds known) throws AccountIdsExhausted {
        completeGroups();
        var systemUsers = new ArrayList<String>();
        var systemGroups = new ArrayList<String>();
        var normal = new TreeSet<String>();
        users.forEach((name, user) -> {
            if (user.uid.isEmpty()) {
                (user.normal ? normal : systemUsers).add(name);
            }
        });
        groups.forEach((name, group) -> {
            if (group.gid.isEmpty()) {
                (group.normal ? normal : systemGroups).add(name);
            }
        });
        return normal(known.allocate(systemUsers, systemGroups, taken()), normal);
    }

    /// A user without a number takes that of its group when that has a fixed one, and the other way round.
    private void completeGroups() {
        users.forEach((name, user) -> {
            OptionalInt own = user.group.equals(name) ? user.uid : OptionalInt.empty();
            groups.putIfAbsent(user.group, new WantedGroup(own, user.normal));
        });
        members.keySet().forEach(group -> groups.putIfAbsent(group, new WantedGroup(OptionalInt.empty(), false)));
    }

    private Set<Integer> taken() {
        var taken = new HashSet<Integer>();
        users.values().forEach(user -> user.uid.ifPresent(taken::add));
        groups.values().forEach(group -> group.gid.ifPresent(taken::add));
        return taken;
    }

    private AccountIds normal(AccountIds system, Iterable<String> names) {
        var newUsers = new TreeMap<>(system.users());
        var newGroups = new TreeMap<>(system.groups());
        Set<Integer> used = taken();
        used.addAll(newUsers.values());
        used.addAll(newGroups.values());
        int next = FIRST_NORMAL;
        for (String name : names) {
            while (used.contains(next)) {
                next++;
            }
            int id = newUsers.getOrDefault(name, newGroups.getOrDefault(name, next));
            used.add(id);
            if (users.containsKey(name) && users.get(name).uid.isEmpty()) {
                newUsers.putIfAbsent(name, id);
            }
            if (groups.containsKey(name) && groups.get(name).gid.isEmpty()) {
                newGroups.putIfAbsent(name, id);
            }
        }
        return new AccountIds(newUsers, newGroups);
    }

    /// All accounts with the numbers that [#allocate] gave.
    public AccountTables tables(AccountIds ids) {
        completeGroups();
        Map<String, Group> finished = new TreeMap<>();
        groups.forEach((name, group) -> finished.put(
                name,
                new Group(
                        name,
                        group.gid.orElseGet(() -> allocated(ids.groups(), name)),
                        members.getOrDefault(name, new TreeSet<>()))));
        List<User> list = new ArrayList<>();
        users.forEach((name, user) -> list.add(new User(
                name,
                user.uid.orElseGet(() -> allocated(ids.users(), name)),
                gid(finished.values(), user.group),
                user.gecos,
                user.home,
                user.shell,
                user.password)));
        return new AccountTables(list, finished.values());
    }

    private static int gid(Collection<Group> groups, String name) {
        return groups.stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .orElseThrow()
                .gid();
    }

    private static int allocated(Map<String, Integer> ids, String name) {
        Integer id = ids.get(name);
        if (id == null) {
            throw new IllegalStateException("no number was allocated for `" + name + "`");
        }
        return id;
    }
}
