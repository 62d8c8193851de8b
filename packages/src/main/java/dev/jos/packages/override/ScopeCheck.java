package dev.jos.packages.override;

import dev.jos.interfaces.ElfObject;
import dev.jos.interfaces.Scope;
import dev.jos.interfaces.elf.MalformedElfException;
import dev.jos.interfaces.elf.RunPathPatch;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.override.Refusal.NotScopable;
import dev.jos.store.ObjectId;
import dev.jos.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What speaks against a scope although everything in it finds what it needs.
final class ScopeCheck {

    private final WantedScope scope;
    private final PackageSet system;
    private final Store store;

    ScopeCheck(WantedScope scope, PackageSet system, Store store) {
        this.scope = scope;
        this.system = system;
        this.store = store;
    }

    /// @param consumer the package of the scope
    /// @param incoming the packages whose libraries it is to have
    List<Refusal> refusals(String consumer, Collection<ImportedPackage> incoming) throws IOException {
        List<NotScopable.Reason> reasons = new ArrayList<>();
        for (ImportedPackage each : incoming) {
            List<ElfObject> libraries = Scope.libraries(each.interfaces());
            if (libraries.isEmpty() && isWanted(each.name())) {
                reasons.add(new NotScopable.WithoutLibraries(each.name()));
            } else if (libraries.stream().anyMatch(ScopeCheck::isOfDynamicLinker)) {
                reasons.add(new NotScopable.DynamicLinker(each.name()));
            } else if (scope.unit()) {
                newLibraries(libraries).forEach(soname -> reasons.add(new NotScopable.NewLibrary(each.name(), soname)));
            }
        }
        if (!scope.unit()) {
            for (ElfObject each :
                    system.find(consumer).orElseThrow().interfaces().objects()) {
                if (each.isProgram()) {
                    bind(each, reasons);
                }
            }
        }
        return reasons.stream()
                .<Refusal>map(reason -> new NotScopable(scope.name(), reason))
                .toList();
    }

    private boolean isWanted(String name) {
        return scope.overrides().stream().anyMatch(wanted -> wanted.name().equals(name));
    }

    private static boolean isOfDynamicLinker(ElfObject library) {
        return library.soname().startsWith("ld-linux") || library.soname().equals("libc.so.6");
    }

    private List<String> newLibraries(List<ElfObject> libraries) throws IOException {
        Set<String> known = new HashSet<>();
        for (String name : system.names()) {
            Scope.libraries(system.find(name).orElseThrow().interfaces()).forEach(each -> known.add(each.soname()));
        }
        return libraries.stream()
                .map(ElfObject::soname)
                .filter(soname -> !known.contains(soname))
                .toList();
    }

    /// Tries what a build will do.
    private void bind(ElfObject program, List<NotScopable.Reason> reasons) throws IOException {
        try (InputStream content = store.open(ObjectId.parse(program.object()))) {
            RunPathPatch.apply(content.readAllBytes(), "/" + Scope.directory(scope.name()), List.of());
        } catch (MalformedElfException e) {
            reasons.add(new NotScopable.Unbindable(program.paths().getFirst(), String.valueOf(e.getMessage())));
        }
    }
}
