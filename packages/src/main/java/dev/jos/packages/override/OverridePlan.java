package dev.jos.packages.override;

import dev.jos.interfaces.Rebinding;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.source.Recipe;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// What overriding packages of a system comes to, once it is proven that everything else works with it.
///
/// @param replacements by name
/// @param toRebuild packages that have to be built again with the replacements, as the system has them now
/// @param waived floors on versions of libraries that are not reached, and whose owners find every symbol they
///     use all the same
/// @param toBuild packages that have to be built here before more can be said about them, as the system has
///     them now
/// @param toMake recipes whose packages have to be made here before more can be said about them
/// @param rebinding what is bound to others than before
public record OverridePlan(
        List<Replacement> replacements,
        List<LockedPackage> toBuild,
        List<LockedPackage> toRebuild,
        List<Recipe> toMake,
        Collection<BrokenRelation> waived,
        Rebinding rebinding) {

    public OverridePlan {
        replacements = List.copyOf(replacements);
        toBuild = List.copyOf(toBuild);
        toRebuild = List.copyOf(toRebuild);
        toMake = List.copyOf(toMake);
        waived = List.copyOf(waived);
    }

    /// The same plan without the replacements of other names: nobody looks at what they bring.
    OverridePlan only(Set<String> names) {
        return new OverridePlan(
                replacements.stream()
                        .filter(each -> names.contains(each.name()))
                        .toList(),
                toBuild,
                toRebuild,
                toMake,
                waived,
                rebinding);
    }

    /// The packages that come in.
    public List<LockedPackage> packages() {
        return replacements.stream().map(Replacement::now).toList();
    }
}
