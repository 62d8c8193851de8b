package dev.jos.bootloader;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Everything the boot loader is to offer.
///
/// @param items at least one, each generation once
/// @param selected the generation that starts by itself
/// @param fallback what starts when the attempts of `selected` are used up; then the others do, newest first. It may be
///     one that is not in the menu, or `selected` itself: then the others do at once
/// @param timeoutSeconds how long the menu is shown; 0 hides it
public record BootMenu(List<BootItem> items, int selected, int fallback, int timeoutSeconds) {

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

    /// A menu that says nothing about what comes second.
    public BootMenu(List<BootItem> items, int selected, int timeoutSeconds) {
        this(items, selected, selected, timeoutSeconds);
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
                .sorted(Comparator.comparing((BootItem item) -> item.generation() != selected)
                        .thenComparing(item -> item.generation() != fallback))
                .toList();
    }

    /// The same menu with another generation selected, which is in it.
    public BootMenu selecting(int generation) {
        return new BootMenu(items, generation, fallback, timeoutSeconds);
    }

    /// The same menu without some generations.
    public BootMenu without(Set<Integer> generations) {
        return new BootMenu(
                items.stream()
                        .filter(item -> !generations.contains(item.generation()))
                        .toList(),
                selected,
                fallback,
                timeoutSeconds);
    }
}
