package dev.jos.activator;

import dev.jos.bootloader.BootDirectoryFullException;
import dev.jos.bootloader.BootItem;
import dev.jos.bootloader.BootLoader;
import dev.jos.bootloader.BootMenu;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Puts a menu on a boot partition that may be too small for all of it.
///
/// A few generations have to stay: the one that runs, the last good one, the next one. The others go, oldest
/// first, until the rest fits; and since nothing may be deleted before what replaces it is there, those go from
/// the menu first.
public final class BootMenus {

    private final BootLoader loader;

    public BootMenus(BootLoader loader) {
        this.loader = loader;
    }

    /// The newest `keep` generations, and those that have to stay.
    public static List<BootItem> choose(List<BootItem> all, Set<Integer> needed, int keep) {
        Set<Integer> chosen = new HashSet<>(needed);
        all.stream()
                .map(BootItem::generation)
                .sorted(Comparator.reverseOrder())
                .limit(keep)
                .forEach(chosen::add);
        return all.stream().filter(item -> chosen.contains(item.generation())).toList();
    }

    /// Installs `menu`, without as many generations as there is no room for.
    ///
    /// @param needed those that have to stay
    /// @return the generations that were left out
    /// @throws BootDirectoryFullException if there is not even room for those that have to stay; the menu is
    ///     then what it was, perhaps without some that do not have to
    public Set<Integer> install(BootMenu menu, Set<Integer> needed) throws IOException {
        Set<Integer> dropped = new TreeSet<>();
        while (true) {
            try {
                loader.install(menu.without(dropped));
                return dropped;
            } catch (BootDirectoryFullException full) {
                List<Integer> left = new ArrayList<>(menu.items().stream()
                        .map(BootItem::generation)
                        .filter(each -> !needed.contains(each) && !dropped.contains(each))
                        .sorted()
                        .toList());
                if (left.isEmpty()) {
                    throw full;
                }
                dropped.add(left.getFirst());
                makeRoom(menu.without(dropped));
            }
        }
    }

    /// Offers only what is offered already, so that what was dropped is deleted.
    private void makeRoom(BootMenu wanted) throws IOException {
        Set<Integer> offered = new HashSet<>();
        loader.read().offered().forEach(each -> offered.add(each.generation()));
        Set<Integer> absent = new HashSet<>();
        wanted.items().stream()
                .map(BootItem::generation)
                .filter(each -> !offered.contains(each))
                .forEach(absent::add);
        int selected = loader.read().selected().orElse(-1);
        if (offered.contains(selected) && !absent.contains(selected)) {
            boolean there = wanted.items().stream().anyMatch(item -> item.generation() == selected);
            if (there) {
                loader.install(new BootMenu(
                        wanted.items().stream()
                                .filter(item -> !absent.contains(item.generation()))
                                .toList(),
                        selected,
                        wanted.fallback(),
                        wanted.timeoutSeconds()));
            }
        }
    }
}
