package dev.jos.packages.debian;

import java.util.Map;
import java.util.Set;

/// What a configuration decides about the composition.
///
/// @param alternatives the path chosen for an alternative, by its name; those not named go by priority
/// @param nameServices services added to `hosts` in nsswitch.conf(5) where the machine runs them, such as `resolve`
public record CompositionChoices(Map<String, String> alternatives, Set<String> nameServices) {

    public static final CompositionChoices NONE = new CompositionChoices(Map.of(), Set.of());

    public CompositionChoices {
        alternatives = Map.copyOf(alternatives);
        nameServices = Set.copyOf(nameServices);
    }
}
