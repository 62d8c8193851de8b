package dev.jos.cli.command;

import com.google.gson.JsonObject;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import dev.jos.interfaces.ElfObject;
import dev.jos.interfaces.Scope;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.deb.PackageImporter;
import dev.jos.system.GenerationManifest;
import dev.jos.system.PackageReference;
import dev.jos.system.ScopeReference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A library that a scope of a generation has for itself.
record ScopedBinding(String scope, String provider, ElfObject library) {

    /// All of a generation, by scope and provider.
    static List<ScopedBinding> of(GenerationManifest manifest, Invocation invocation)
            throws IOException, CommandProblem {
        PackageImporter importer = Libraries.of(invocation.session()).importer();
        List<ScopedBinding> found = new ArrayList<>();
        for (ScopeReference scope : manifest.scopes()) {
            for (PackageReference each : scope.packages()) {
                Optional<ImportedPackage> imported = importer.imported(each.archive());
                if (imported.isEmpty()) {
                    throw new CommandProblem(
                            ExitCode.NOT_FOUND,
                            "packages-gone",
                            "The store lacks `%s`, which the scope of `%s` has.".formatted(each.name(), scope.name()),
                            "Build the machine again.");
                }
                for (ElfObject library : Scope.libraries(imported.get().interfaces())) {
                    found.add(new ScopedBinding(scope.name(), each.name(), library));
                }
            }
        }
        return found;
    }

    JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("soname", library.soname());
        json.addProperty("abi", library.abi().name());
        json.addProperty("generation", library.generation());
        json.addProperty("provider", provider);
        json.addProperty("path", "/" + Scope.directory(scope) + "/" + library.soname());
        json.addProperty("scope", scope);
        return json;
    }
}
