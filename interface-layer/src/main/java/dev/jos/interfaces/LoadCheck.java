package dev.jos.interfaces;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the dynamic linker would say of an object that is loaded on its own, without a host that loads it or companions
/// that are there before it.
///
/// @param missingLibraries needed by the object itself and found nowhere
/// @param missingSymbols imported by the object itself, without those it can do without, and exported by nothing that
///     is loaded with it: `name` or `name@version`
public record LoadCheck(SortedSet<String> missingLibraries, SortedSet<String> missingSymbols) {

    public LoadCheck {
        missingLibraries = Collections.unmodifiableSortedSet(new TreeSet<>(missingLibraries));
        missingSymbols = Collections.unmodifiableSortedSet(new TreeSet<>(missingSymbols));
    }

    /// Checks every object of `packages`, by its first path relative to the root.
    public static SortedMap<String, LoadCheck> of(Collection<PackageInterfaces> packages) {
        ObjectIndex index = new ObjectIndex(packages);
        SymbolIndex symbols = new SymbolIndex(index.all());
        SortedMap<String, LoadCheck> checks = new TreeMap<>();
        for (Candidate each : index.all()) {
            LoadClosure closure = new LoadClosure(index, each, true);
            SortedSet<String> missing = new TreeSet<>();
            for (ImportedSymbol symbol : each.object().imports()) {
                if (!symbol.weak() && !symbols.isExported(symbol, closure.members())) {
                    missing.add(symbol.toString());
                }
            }
            checks.put(each.path(), new LoadCheck(new TreeSet<>(closure.missing()), missing));
        }
        return checks;
    }
}
