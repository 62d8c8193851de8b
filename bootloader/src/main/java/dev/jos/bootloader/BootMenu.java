package dev.jos.bootloader;

import java.util.HashSet;
import java.util.List;

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
}
