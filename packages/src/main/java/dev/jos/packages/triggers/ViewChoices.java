package dev.jos.packages.triggers;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// What generated files depend on besides the files of a view.
///
/// @param locales names as in `/etc/locale.gen`, such as `de_DE.UTF-8`
/// @param keyboard the arguments of ckbcomp(1) that describe the keyboard of the text consoles; none for the layout
/// that the kernel has by itself
public record ViewChoices(SortedSet<String> locales, List<String> keyboard) {

    public static final ViewChoices NONE = new ViewChoices(Collections.emptySortedSet(), List.of());

    public ViewChoices {
        locales = Collections.unmodifiableSortedSet(new TreeSet<>(locales));
        keyboard = List.copyOf(keyboard);
    }
}
