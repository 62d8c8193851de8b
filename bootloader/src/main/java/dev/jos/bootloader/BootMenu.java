package dev.jos.bootloader;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Everything the boot loader is to offer.
///
/// @param items at least one, each generation once
/// @param selected the generation that starts by itself; when its attempts are used up, the newest other one does
/// @param timeoutSeconds how long the menu is shown; 0 hides it
public record BootMenu(List<BootItem> items, int selected, int timeoutSeconds) {

    public BootMenu {
        items = List.copyOf(items);
        var numbers = new HashSet<Integer>();
        for (BootItem item : items) {
            if (!numbers.add(item.generation())) {
                throw new IllegalArgumentException("generation " + item.generation() + " is in the menu twice");
            }
        }
        if (!numbers.contains(selected)) {
            throw new IllegalArgumentException("generation " + selected + " is selected but not in the menu");
        }
    }

    /// The generations in the order in which people look for them.
    List<BootItem> newestFirst() {
        return items.stream()
                .sorted(Comparator.comparingInt(BootItem::generation).reversed())
                .toList();
    }

    /// The generations in the order in which they are tried: the selected one, then the others, newest first.
    List<BootItem> inOrderOfTrial() {
        return newestFirst().stream()
                .sorted(Comparator.comparing((BootItem item) -> item.generation() != selected))
                .toList();
    }

    /// The same menu with another generation selected, which is in it.
    public BootMenu selecting(int generation) {
        return new BootMenu(items, generation, timeoutSeconds);
    }

    /// The same menu without some generations.
    public BootMenu without(Set<Integer> generations) {
        return new BootMenu(
                items.stream()
                        .filter(item -> !generations.contains(item.generation()))
                        .toList(),
                selected,
                timeoutSeconds);
    }
}
