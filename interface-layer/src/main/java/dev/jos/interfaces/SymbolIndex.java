package dev.jos.interfaces;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which objects export a symbol. As in ld.so, a version matches exactly, an object without versions serves every
/// version, and a need without version is served by any.
final class SymbolIndex {

    private final Map<String, Exporters> byName = new HashMap<>();

    /// Indexes only what somebody imports.
    SymbolIndex(List<Candidate> candidates) {
        for (Candidate candidate : candidates) {
            for (ImportedSymbol symbol : candidate.object().imports()) {
                if (!symbol.weak()) {
                    byName.computeIfAbsent(symbol.name(), _ -> new Exporters());
                }
            }
        }
        for (Candidate candidate : candidates) {
            boolean versioned = !candidate.object().definedVersions().isEmpty();
            for (ExportedSymbol symbol : candidate.object().exports()) {
                Exporters exporters = byName.get(symbol.name());
                if (exporters != null) {
                    exporters.add(candidate.number(), versioned, symbol.version());
                }
            }
        }
    }

    /// Those of `among` that export what is asked for.
    BitSet exporting(ImportedSymbol symbol, BitSet among) {
        BitSet found = new BitSet();
        for (@Nullable Export each = exports(symbol); each != null; each = each.next()) {
            if (among.get(each.number()) && each.serves(symbol)) {
                found.set(each.number());
            }
        }
        return found;
    }

    /// Whether one of `loaded` exports what is asked for.
    boolean isExported(ImportedSymbol symbol, BitSet loaded) {
        for (@Nullable Export each = exports(symbol); each != null; each = each.next()) {
            if (loaded.get(each.number()) && each.serves(symbol)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Export exports(ImportedSymbol symbol) {
        Exporters exporters = byName.get(symbol.name());
        return exporters == null ? null : exporters.first;
    }

    /// All exports of one name. Most names have one, and there are hundreds of thousands of names.
    private static final class Exporters {

        private @Nullable Export first;

        void add(int number, boolean versioned, String version) {
            first = new Export(number, versioned, version, first);
        }
    }

    /// @param number the candidate's
    /// @param versioned whether it defines any versions
    private record Export(
            int number,
            boolean versioned,
            String version,
            @Nullable Export next) {

        boolean serves(ImportedSymbol symbol) {
            return !versioned || symbol.version().isEmpty() || symbol.version().equals(version);
        }
    }
}
