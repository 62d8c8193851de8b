package dev.jos.cli.command;

import dev.jos.activator.Generation;
import dev.jos.activator.Generations;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import dev.jos.interfaces.BindablePackage;
import dev.jos.interfaces.Binding;
import dev.jos.interfaces.InterfaceGeneration;
import dev.jos.interfaces.InterfaceLayer;
import dev.jos.packages.archive.NearestNames;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.deb.PackageImporter;
import dev.jos.system.PackageReference;
import dev.jos.system.SystemGeneration;
import dev.jos.system.Systems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The packages of a generation and how they are bound to each other.
record BoundGeneration(
        Generation generation, List<ImportedPackage> imported, List<BindablePackage> packages, InterfaceLayer layer) {

    static final String OPTION = "--generation";
    static final String DESCRIPTION = "Which generation (default: the newest).";

    /// The generation that `--generation` and `--profile` choose.
    static BoundGeneration choose(Invocation invocation) throws IOException, CommandProblem {
        Generations generations = Profiles.choose(invocation);
        Optional<String> written = invocation.value(OPTION);
        Optional<Generation> found =
                written.isPresent() ? generations.find(Profiles.number(written.get())) : generations.latest();
        return of(
                found.orElseThrow(() -> new CommandProblem(
                        ExitCode.NOT_FOUND,
                        "no-such-generation",
                        written.map(number -> "There is no generation " + number + ".")
                                .orElse("There are no generations yet."),
                        written.isPresent()
                                ? "Run `jos generations list` to see all."
                                : "Build one with `jos build`.")),
                invocation);
    }

    static BoundGeneration of(Generation generation, Invocation invocation) throws IOException, CommandProblem {
        List<ImportedPackage> imported = imported(generation, invocation);
        List<BindablePackage> packages = new ArrayList<>();
        for (ImportedPackage each : imported) {
            packages.add(each.bindable());
        }
        return new BoundGeneration(generation, imported, packages, InterfaceLayer.bind(packages));
    }

    private static List<ImportedPackage> imported(Generation generation, Invocation invocation)
            throws IOException, CommandProblem {
        Optional<SystemGeneration> system = Systems.find(invocation.session().root(), generation.system());
        PackageImporter importer = Libraries.of(invocation.session()).importer();
        List<ImportedPackage> imported = new ArrayList<>();
        if (system.isPresent()) {
            for (PackageReference each : system.get().manifest().packages()) {
                importer.imported(each.archive()).ifPresent(imported::add);
            }
        }
        if (system.isEmpty()
                || imported.size() < system.get().manifest().packages().size()) {
            throw new CommandProblem(
                    ExitCode.NOT_FOUND,
                    "packages-gone",
                    "The store lacks packages of generation " + generation.number() + " of `" + generation.profile()
                            + "`.",
                    "Build it again with `jos build " + generation.configuration() + "`.");
        }
        return imported;
    }

    /// The binding of a SONAME, on the architecture that has it.
    Binding binding(String soname) throws CommandProblem {
        return layer.bindings().values().stream()
                .filter(each -> each.name().soname().equals(soname))
                .findFirst()
                .orElseThrow(() -> missing(soname));
    }

    private CommandProblem missing(String soname) {
        List<String> near =
                NearestNames.among(soname, layer.bindings().keySet().stream().map(name -> name.soname()));
        return new CommandProblem(
                ExitCode.NOT_FOUND,
                "no-such-interface",
                "Generation " + generation.number() + " of `" + generation.profile() + "` has no interface `" + soname
                        + "`.",
                near.isEmpty()
                        ? "Run `jos interface list` to see all."
                        : "Did you mean `" + String.join("`, `", near) + "`?");
    }

    /// The canonical text of what is behind a binding.
    String text(Binding binding) {
        return packages.stream()
                .filter(each -> each.name().equals(binding.provider()))
                .flatMap(each -> each.interfaces().objects().stream())
                .filter(each -> each.paths().contains(binding.path()))
                .findFirst()
                .map(InterfaceGeneration::of)
                .map(InterfaceGeneration::text)
                .orElse("");
    }
}
