package dev.jos.activator.plan;

import dev.jos.activator.live.LiveState;
import dev.jos.activator.units.SystemUnits;
import dev.jos.activator.units.UnitName;
import dev.jos.store.ContentSource;
import dev.jos.store.RegularFile;
import dev.jos.store.Tree;
import dev.jos.system.KernelReference;
import dev.jos.system.SystemGeneration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/// Decides what it takes to get from one system to another on a machine that runs.
public final class SwitchPlanner {

    private static final Set<String> NETWORK = Set.of(
            "systemd-networkd.service",
            "NetworkManager.service",
            "networking.service",
            "wpa_supplicant.service",
            "nftables.service",
            "ssh.service",
            "ssh.socket");

    private static final String OF_JOS = "usr/lib/jos/";

    private static final List<String> MANAGER_SETTINGS =
            List.of("etc/systemd/system.conf", "etc/systemd/system.conf.d", "usr/lib/systemd/system.conf.d");

    /// Units, and what generators make units of.
    private static final List<String> MANAGER_READS = List.of(
            "etc/systemd/system",
            "usr/lib/systemd/system",
            "usr/lib/systemd/system-generators",
            "etc/fstab",
            "etc/crypttab",
            "etc/init.d",
            "etc/rc.local");

    private final ContentSource contents;

    public SwitchPlanner(ContentSource contents) {
        this.contents = contents;
    }

    /// A system and the tree of its view.
    public record Side(SystemGeneration system, Tree tree) {}

    /// What a plan starts from.
    ///
    /// @param booted what the kernel, the initrd and the command line are of
    /// @param localEdits paths of `/etc` that were changed on the machine, as trees have them
    /// @param overNetwork whether whoever switches is connected over the network
    public record Situation(LiveState live, SystemGeneration booted, Set<String> localEdits, boolean overNetwork) {}

    public SwitchPlan plan(Side from, Side to, Situation situation) throws IOException {
        TreeChanges changes = TreeChanges.between(from.tree(), to.tree());
        boolean usrChanges = !from.tree().subtree("usr").equals(to.tree().subtree("usr"));
        SortedSet<String> leave = leave(changes);
        LiveState live = situation.live();
        List<UnitAction> units = live.managed()
                ? new UnitPlanner(
                                SystemUnits.ofMachine(from.tree(), contents),
                                SystemUnits.ofMachine(to.tree(), contents),
                                live,
                                changes,
                                leave)
                        .plan()
                : List.of();
        List<EtcChange> etc = changes.all().entrySet().stream()
                .filter(each -> each.getKey().startsWith("etc/"))
                .map(each -> new EtcChange(
                        each.getKey(), each.getValue(), situation.localEdits().contains(each.getKey())))
                .toList();
        return new SwitchPlan(
                from.system().id(),
                to.system().id(),
                usrChanges,
                leave,
                etc,
                accounts(from.tree(), to.tree()),
                units,
                tasks(changes),
                manager(live, changes),
                usrChanges || !changes.within("etc/systemd/user").isEmpty()
                        ? live.userManagers()
                        : Collections.emptySortedSet(),
                reboot(situation.booted(), to.system()),
                warnings(units, changes, etc, situation));
    }

    /// What only jos itself reads of `/usr` is no reason to disturb anybody.
    private static SortedSet<String> leave(TreeChanges changes) {
        var leave = new TreeSet<String>();
        if (!changes.within("etc").isEmpty()) {
            leave.add("etc");
        }
        if (changes.within("usr").stream().anyMatch(path -> !path.startsWith(OF_JOS))) {
            leave.add("usr");
        }
        return leave;
    }

    private static SwitchPlan.Manager manager(LiveState live, TreeChanges changes) {
        if (live.managerUses().stream().anyMatch(changes::changed) || changes.anyWithin(MANAGER_SETTINGS)) {
            return SwitchPlan.Manager.REEXECUTED;
        }
        return changes.anyWithin(MANAGER_READS) ? SwitchPlan.Manager.RELOADED : SwitchPlan.Manager.AS_IT_IS;
    }

    private static Set<SystemTask> tasks(TreeChanges changes) {
        var tasks = EnumSet.noneOf(SystemTask.class);
        for (SystemTask task : SystemTask.values()) {
            if (changes.anyWithin(task.paths())) {
                tasks.add(task);
            }
        }
        return tasks;
    }

    private List<AccountChange> accounts(Tree from, Tree to) throws IOException {
        var all = new ArrayList<AccountChange>();
        accounts(from, to, false, all);
        accounts(from, to, true, all);
        return all;
    }

    private void accounts(Tree from, Tree to, boolean groups, List<AccountChange> all) throws IOException {
        String path = groups ? "etc/group" : "etc/passwd";
        SortedMap<String, String> before = TableRows.of(text(from, path));
        SortedMap<String, String> after = TableRows.of(text(to, path));
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            if (!before.containsKey(name)) {
                all.add(new AccountChange(name, groups, EtcChange.Kind.ADDED));
            } else if (!after.containsKey(name)) {
                all.add(new AccountChange(name, groups, EtcChange.Kind.REMOVED));
            } else if (!before.get(name).equals(after.get(name))) {
                all.add(new AccountChange(name, groups, EtcChange.Kind.CHANGED));
            }
        }
    }

    private String text(Tree tree, String path) throws IOException {
        if (!(tree.node(path).orElse(null) instanceof RegularFile file)) {
            return "";
        }
        try (InputStream in = contents.open(file.content())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// What `to` has otherwise than what was booted, and which only a boot brings; in words.
    public static List<String> reboot(SystemGeneration booted, SystemGeneration to) {
        Optional<KernelReference> runs = booted.manifest().kernel();
        Optional<KernelReference> next = to.manifest().kernel();
        if (runs.isEmpty() || next.isEmpty()) {
            return List.of();
        }
        var reasons = new ArrayList<String>();
        if (!runs.get().release().equals(next.get().release())) {
            reasons.add("kernel " + runs.get().release() + " → " + next.get().release());
        } else if (!runs.get().image().equals(next.get().image())) {
            reasons.add("another build of kernel " + next.get().release());
        }
        if (!runs.get().commandLine().equals(next.get().commandLine())) {
            reasons.add("the kernel command line");
        }
        if (!runs.get().initrd().equals(next.get().initrd())) {
            reasons.add("the initrd");
        }
        return reasons;
    }

    private static List<String> warnings(
            List<UnitAction> units, TreeChanges changes, List<EtcChange> etc, Situation situation) {
        var warnings = new ArrayList<String>();
        if (situation.overNetwork()) {
            var touched = new TreeSet<UnitName>();
            units.stream()
                    .filter(action -> action.kind() != UnitAction.Kind.KEEP && action.kind() != UnitAction.Kind.START)
                    .filter(action -> NETWORK.contains(action.unit().text()))
                    .filter(action -> !isHarmless(action))
                    .forEach(action -> touched.add(action.unit()));
            if (!touched.isEmpty() || !changes.within("etc/systemd/network").isEmpty()) {
                String what = touched.isEmpty() ? "the network's configuration" : String.join(", ", names(touched));
                warnings.add("this switch runs over the network and changes " + what
                        + ": `--confirm-within 60s` goes back by itself if the connection is lost");
            }
        }
        etc.stream()
                .filter(EtcChange::local)
                .forEach(each -> warnings.add(
                        "/" + each.path() + " was edited on this machine, which hides what the new system says"));
        if (!situation.live().managed()) {
            warnings.add("systemd does not run here: what would become of units is not known");
        }
        if (!situation.live().allSeen()) {
            warnings.add("only root sees which services use a changed library: run this as root for a complete plan");
        }
        return warnings;
    }

    /// Sessions outlive a restart of the SSH server.
    private static boolean isHarmless(UnitAction action) {
        return action.unit().text().equals("ssh.service") && action.kind() != UnitAction.Kind.STOP;
    }

    private static List<String> names(Set<UnitName> units) {
        return units.stream().map(UnitName::text).toList();
    }
}
