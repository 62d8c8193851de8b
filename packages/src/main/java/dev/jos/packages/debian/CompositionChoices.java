package dev.jos.packages.debian;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a configuration decides about the composition.
///
/// @param alternatives the path chosen for an alternative, by its name; those not named go by priority
/// @param nameServices services added to `hosts` in nsswitch.conf(5) where the machine runs them, such as `resolve`
/// @param provided names that packages need and jos itself stands for
public record CompositionChoices(
        Map<String, String> alternatives, Set<String> nameServices, SortedSet<String> provided) {

    public static final CompositionChoices NONE = new CompositionChoices(Map.of(), Set.of(), new TreeSet<>());

    public CompositionChoices {
        alternatives = Map.copyOf(alternatives);
        nameServices = Set.copyOf(nameServices);
        provided = Collections.unmodifiableSortedSet(new TreeSet<>(provided));
    }
}
