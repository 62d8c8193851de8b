package dev.jos.interfaces;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Who uses what of an interface.
///
/// @param symbols by package, what its programs and libraries take: `name` or `name@version`. Empty for one that only
///     says that it needs the library, or loads it while it runs
public record InterfaceUsers(SortedMap<String, SortedSet<String>> symbols) {

    public InterfaceUsers {
        symbols = Collections.unmodifiableSortedMap(new TreeMap<>(symbols));
    }

    /// The users of `binding` among `packages`, which `layer` binds.
    public static InterfaceUsers of(Binding binding, InterfaceLayer layer, Collection<BindablePackage> packages) {
        Map<String, BindablePackage> byName = new HashMap<>();
        packages.forEach(each -> byName.put(each.name(), each));
        BindablePackage provider = byName.get(binding.provider());
        SortedMap<String, SortedSet<String>> users = new TreeMap<>();
        if (provider == null) {
            return new InterfaceUsers(users);
        }
        SortedSet<String> names = layer.users(binding);
        for (ElfObject offering : provider.interfaces().objects()) {
            if (offering.paths().contains(binding.path())) {
                for (BindablePackage each : packages) {
                    if (names.contains(each.name())) {
                        users.put(
                                each.name(),
                                taken(each, offering, binding.name().soname()));
                    }
                }
            }
        }
        return new InterfaceUsers(users);
    }

    private static SortedSet<String> taken(BindablePackage by, ElfObject offering, String soname) {
        SortedSet<String> symbols = new TreeSet<>();
        for (ElfObject each : by.interfaces().objects()) {
            if (!each.needed().contains(soname)) {
                continue;
            }
            for (ImportedSymbol symbol : each.imports()) {
                boolean meant = symbol.file().isEmpty() || symbol.file().equals(soname);
                if (meant && offering.exported(symbol.name(), symbol.version()) != null) {
                    symbols.add(symbol.toString());
                }
            }
        }
        return symbols;
    }
}
