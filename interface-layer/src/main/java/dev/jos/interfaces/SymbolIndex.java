package dev.jos.interfaces;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which objects export a symbol.
final class SymbolIndex {

    private final Map<String, BitSet> byNameAndVersion = new HashMap<>();
    private final Map<String, BitSet> byName = new HashMap<>();
    private final BitSet versioned = new BitSet();

    /// Indexes only what somebody imports.
    SymbolIndex(List<Candidate> candidates) {
        for (Candidate candidate : candidates) {
            for (ImportedSymbol symbol : candidate.object().imports()) {
                if (!symbol.weak()) {
                    byName.computeIfAbsent(symbol.name(), name -> new BitSet());
                }
            }
        }
        for (Candidate candidate : candidates) {
            if (!candidate.object().definedVersions().isEmpty()) {
                versioned.set(candidate.number());
            }
            for (ExportedSymbol symbol : candidate.object().exports()) {
                BitSet providers = byName.get(symbol.name());
                if (providers != null) {
                    providers.set(candidate.number());
                    if (!symbol.version().isEmpty()) {
                        byNameAndVersion
                                .computeIfAbsent(symbol.name() + "@" + symbol.version(), key -> new BitSet())
                                .set(candidate.number());
                    }
                }
            }
        }
    }

    /// Those of `among` that export what is asked for, by the same rules.
    BitSet exporting(ImportedSymbol symbol, BitSet among) {
        BitSet named = byName.get(symbol.name());
        BitSet found = new BitSet();
        if (named == null || !named.intersects(among)) {
            return found;
        }
        found.or(named);
        found.and(among);
        if (!symbol.version().isEmpty()) {
            BitSet exact = byNameAndVersion.getOrDefault(symbol.name() + "@" + symbol.version(), new BitSet());
            BitSet other = (BitSet) versioned.clone();
            other.andNot(exact);
            found.andNot(other);
        }
        return found;
    }

    /// Whether one of `loaded` exports what is asked for. As in ld.so, a version matches exactly, an object without
    /// versions
    /// serves every version, and a need without version is served by any.
    boolean isExported(ImportedSymbol symbol, BitSet loaded) {
        BitSet named = byName.getOrDefault(symbol.name(), new BitSet());
        if (symbol.version().isEmpty()) {
            return named.intersects(loaded);
        }
        BitSet exact = byNameAndVersion.get(symbol.name() + "@" + symbol.version());
        if (exact != null && exact.intersects(loaded)) {
            return true;
        }
        if (!named.intersects(loaded)) {
            return false;
        }
        BitSet unversioned = (BitSet) named.clone();
        unversioned.and(loaded);
        unversioned.andNot(versioned);
        return !unversioned.isEmpty();
    }
}
