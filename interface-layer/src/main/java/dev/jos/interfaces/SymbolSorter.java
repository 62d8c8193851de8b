package dev.jos.interfaces;

import dev.jos.interfaces.elf.ElfFile;
import dev.jos.interfaces.elf.ElfSymbol;
import dev.jos.interfaces.elf.SymbolBinding;
import dev.jos.interfaces.elf.VersionDefinition;
import dev.jos.interfaces.elf.VersionNeed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Sorts the dynamic symbols of a file into what it offers and what it needs.
///
/// Left out is what link editors add by themselves and nobody links against on purpose.
final class SymbolSorter {

    private static final Set<String> LINKER_ARTEFACTS = Set.of(
            "__bss_start", "__bss_start__", "__bss_end__", "_bss_end__", "__end__", "_edata", "_end", "_init", "_fini");

    private final ElfFile file;

    SymbolSorter(ElfFile file) {
        this.file = file;
    }

    ElfObject object(String object, List<String> paths) {
        List<String> defined = new ArrayList<>();
        Map<String, List<String>> parents = new HashMap<>();
        for (VersionDefinition definition : file.versionDefinitions()) {
            if (!definition.base()) {
                defined.add(definition.name());
                if (!definition.parents().isEmpty()) {
                    parents.put(definition.name(), List.copyOf(definition.parents()));
                }
            }
        }
        List<String> dlopens = file.dlopenNotes().stream()
                .flatMap(note -> note.sonames().stream())
                .distinct()
                .toList();
        Set<NeededVersion> needed = new LinkedHashSet<>();
        for (VersionNeed need : file.versionNeeds()) {
            needed.add(new NeededVersion(need.file(), need.version(), need.weak()));
        }
        List<ExportedSymbol> exports = exports(Set.copyOf(defined));
        return new ElfObject(
                paths,
                object,
                file.type(),
                file.abi(),
                file.soname().orElse(""),
                file.interpreter().orElse(""),
                file.needed(),
                file.rpath(),
                file.runpath(),
                dlopens,
                defined,
                parents,
                List.copyOf(needed),
                exports,
                imports(),
                exports.isEmpty()
                        ? ""
                        : InterfaceGeneration.of(file.abi(), file.soname().orElse(""), defined, parents, exports)
                                .digest());
    }

    private List<ExportedSymbol> exports(Set<String> versions) {
        Map<Long, String> firstNames = firstNamesOfData();
        List<ExportedSymbol> exports = new ArrayList<>();
        for (ElfSymbol symbol : file.symbols()) {
            if (isOffer(symbol) && !(symbol.version().isEmpty() && versions.contains(symbol.name()))) {
                boolean data = symbol.kind().isData();
                String first = data ? firstNames.getOrDefault(symbol.address(), "") : "";
                exports.add(new ExportedSymbol(
                        symbol.name(),
                        symbol.version(),
                        symbol.defaultVersion(),
                        symbol.kind(),
                        symbol.binding() == SymbolBinding.WEAK,
                        data ? symbol.size() : 0,
                        first.equals(symbol.name()) ? "" : first));
            }
        }
        exports.sort(Comparator.comparing(ExportedSymbol::name).thenComparing(ExportedSymbol::version));
        return exports;
    }

    /// A program that copies a datum defines the provider's symbol itself; that is a need. So is what `verneed`
    /// names.
    private static boolean isOffer(ElfSymbol symbol) {
        return symbol.exported() && symbol.versionFile().isEmpty() && !LINKER_ARTEFACTS.contains(symbol.name());
    }

    private Map<Long, String> firstNamesOfData() {
        Map<Long, String> first = new HashMap<>();
        for (ElfSymbol symbol : file.symbols()) {
            if (isOffer(symbol) && symbol.kind().isData() && symbol.size() > 0) {
                first.merge(symbol.address(), symbol.name(), (a, b) -> a.compareTo(b) <= 0 ? a : b);
            }
        }
        return first;
    }

    private List<ImportedSymbol> imports() {
        List<ImportedSymbol> imports = new ArrayList<>();
        for (ElfSymbol symbol : file.symbols()) {
            boolean copied = symbol.defined() && !symbol.versionFile().isEmpty();
            if ((!symbol.defined() && symbol.binding() != SymbolBinding.LOCAL) || copied) {
                imports.add(new ImportedSymbol(
                        symbol.name(),
                        symbol.version(),
                        symbol.versionFile(),
                        symbol.binding() == SymbolBinding.WEAK && !copied,
                        copied ? symbol.size() : 0));
            }
        }
        return imports;
    }
}
