package dev.jos.modules.machine;

import dev.jos.config.Diagnostic;
import dev.jos.config.ModuleReference;
import dev.jos.config.Option;
import dev.jos.modules.SystemModule;
import dev.jos.modules.user.UserModules.UserModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Checks the options that modules of a configuration's own declare against those of all others: no two may have one
/// name, and none may lie inside another.
final class Clashes {

    private record Owner(String module, @Nullable ModuleReference reference) {}

    private final TreeMap<String, Owner> owners = new TreeMap<>();
    private final List<Diagnostic> problems;

    private Clashes(List<Diagnostic> problems) {
        this.problems = problems;
    }

    static void check(List<SystemModule> shipped, List<UserModule> own, List<Diagnostic> problems) {
        var clashes = new Clashes(problems);
        shipped.forEach(module -> clashes.add(module.options(), new Owner(module.name(), null)));
        for (UserModule each : own) {
            try {
                clashes.add(each.module().options(), new Owner(each.module().name(), each.reference()));
            } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError failure) {
                problems.add(Diagnostic.error("The module `%s` failed to name its options: %s."
                                .formatted(each.module().getClass().getSimpleName(), failure))
                        .at(each.reference().place(), "named here")
                        .hint("Correct the module."));
            }
        }
    }

    private void add(List<Option<?>> options, Owner owner) {
        for (Option<?> option : options) {
            for (String name : names(option)) {
                var other = owner.reference == null ? null : clash(name);
                if (other == null || owner.reference == null) {
                    owners.put(name, owner);
                } else {
                    problems.add(problem(owner.module, name, other).at(owner.reference.place(), "named here"));
                }
            }
        }
    }

    private static Diagnostic problem(String module, String name, Map.Entry<String, Owner> other) {
        return Diagnostic.error("The module `%s` declares the option `%s`, and the module `%s` declares `%s`."
                        .formatted(module, name, other.getValue().module, other.getKey()))
                .hint("Give the option another name.");
    }

    private static List<String> names(Option<?> option) {
        var names = new ArrayList<String>(List.of(option.name()));
        names.addAll(option.formerNames());
        return names;
    }

    /// An option with the same name, or with one inside of `name` or around it.
    private Map.@Nullable Entry<String, Owner> clash(String name) {
        for (int end = name.length(); end > 0; end = name.lastIndexOf('.', end - 1)) {
            var around = owners.floorEntry(name.substring(0, end));
            if (around != null && around.getKey().length() == end && name.startsWith(around.getKey())) {
                return around;
            }
        }
        var inside = owners.ceilingEntry(name + ".");
        return inside != null && inside.getKey().startsWith(name + ".") ? inside : null;
    }
}
