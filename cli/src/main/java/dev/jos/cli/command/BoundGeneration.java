package dev.jos.cli.command;

import dev.jos.activator.Generation;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import dev.jos.interfaces.BindablePackage;
import dev.jos.interfaces.Binding;
import dev.jos.interfaces.InterfaceGeneration;
import dev.jos.interfaces.InterfaceLayer;
import dev.jos.interfaces.InterfaceUsers;
import dev.jos.packages.archive.NearestNames;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.deb.InterfaceLayers;
import dev.jos.packages.deb.PackageImporter;
import dev.jos.system.GenerationManifest;
import dev.jos.system.PackageReference;
import dev.jos.system.SystemGeneration;
import dev.jos.system.Systems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The packages of a generation and how they are bound to each other.
record BoundGeneration(
        Generation generation,
        GenerationManifest manifest,
        List<ImportedPackage> imported,
        InterfaceLayer layer,
        InterfaceLayers layers) {

    static final String OPTION = "--generation";
    static final String DESCRIPTION = "Which generation (default: the newest).";

    /// The generation that `--generation` and `--profile` choose.
    static BoundGeneration choose(Invocation invocation) throws IOException, CommandProblem {
        return of(Profiles.generation(Profiles.choose(invocation), invocation.value(OPTION)), invocation);
    }

    static BoundGeneration of(Generation generation, Invocation invocation) throws IOException, CommandProblem {
        Optional<SystemGeneration> system = Systems.find(invocation.session().root(), generation.system());
        PackageImporter importer = Libraries.of(invocation.session()).importer();
        List<ImportedPackage> imported = new ArrayList<>();
        if (system.isPresent()) {
            imported.addAll(importer.imported(system.get().manifest().packages().stream()
                    .map(PackageReference::archive)
                    .toList()));
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
        InterfaceLayers layers = invocation.session().layers();
        return new BoundGeneration(generation, system.get().manifest(), imported, layers.bind(imported), layers);
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
                DidYouMean.or("Run `jos interface list` to see all.", near));
    }

    /// Who uses what of a binding. Only packages that have to do with it are read.
    InterfaceUsers users(Binding binding) throws IOException {
        Set<String> users = layer.users(binding);
        return InterfaceUsers.of(binding, layer, read(name -> name.equals(binding.provider()) || users.contains(name)));
    }

    private List<BindablePackage> read(Predicate<String> names) throws IOException {
        return layers.bindable(
                imported.stream().filter(each -> names.test(each.name())).toList());
    }

    /// The canonical text of what is behind a binding.
    String text(Binding binding) throws IOException {
        return read(binding.provider()::equals).stream()
                .flatMap(each -> each.interfaces().objects().stream())
                .filter(each -> each.paths().contains(binding.path()))
                .findFirst()
                .map(InterfaceGeneration::of)
                .map(InterfaceGeneration::text)
                .orElse("");
    }
}
