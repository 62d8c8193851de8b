package dev.jos.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.jos.activator.Generation;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import dev.jos.cli.error.OverrideWords;
import dev.jos.cli.terminal.Amounts;
import dev.jos.cli.terminal.Console;
import dev.jos.config.DiskFiles;
import dev.jos.interfaces.Binding;
import dev.jos.modules.machine.Machine;
import dev.jos.packages.Architecture;
import dev.jos.packages.archive.NearestNames;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.lock.LockChange;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.override.OverridePlan;
import dev.jos.packages.override.OverridesRefused;
import dev.jos.packages.override.WantedOverride;
import dev.jos.system.Dependents;
import dev.jos.system.SystemChange;
import dev.jos.system.SystemRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;

/// `jos interface impact`
final class InterfaceImpact implements CliCommand {

    @Override
    public CommandSpec spec() {
        return Syntax.command("impact", "Say what a change of a package means for everything that uses it.")
                .description(
                        "For a package of the system: who uses its interfaces, which is who would be bound to another one;"
                                + " without " + BoundGeneration.OPTION
                                + ", also who asks for them among all packages that were ever"
                                + " imported and are still in the store."
                                + " For a version, a suite or a file: whether everything would still find what it uses,"
                                + " and if not, who would miss what.",
                        "Nothing is changed. Packages may be downloaded.")
                .argument(PackageWish.LABEL, PackageWish.DESCRIPTION)
                .option(BoundGeneration.OPTION, "NUMBER", BoundGeneration.DESCRIPTION)
                .option(Profiles.OPTION, "NAME", Profiles.DESCRIPTION)
                .example("jos interface impact liblzma5", "Show who uses liblzma.")
                .example(
                        "jos interface impact liblzma5:debug",
                        "Show what a build with debugging information would change.")
                .example("jos interface impact liblzma5/bookworm", "Show what an older one would break.")
                .withJson();
    }

    @Override
    public int run(Invocation invocation) throws IOException, CommandProblem {
        BoundGeneration bound = BoundGeneration.choose(invocation);
        Libraries libraries = libraries(bound.generation(), invocation.session());
        PackageWish wish = PackageWish.parse(
                invocation.argument(0).orElseThrow(), bound.imported(), libraries, invocation.session());
        StoredImpact stored = invocation.value(BoundGeneration.OPTION).isPresent()
                        || wish.origin().isPresent()
                ? StoredImpact.NONE
                : StoredImpact.of(wish.name(), bound, libraries.storedUsers());
        if (stored.isEmpty()) {
            requireInstalled(wish.name(), bound);
        }
        if (wish.origin().isPresent()) {
            replaced(new WantedOverride(wish.name(), wish.origin().get()), bound, libraries, invocation);
        } else {
            used(wish.name(), bound, stored, invocation);
        }
        return 0;
    }

    /// With the archive of the configuration that the generation was built from, while that is there and right.
    private static Libraries libraries(Generation generation, Session session) {
        Path configuration = session.path(generation.configuration());
        Path file = Files.isDirectory(configuration) ? configuration.resolve("machine.conf") : configuration;
        if (!Files.isRegularFile(file)) {
            return Libraries.of(session);
        }
        Machine machine = MachineFile.loader(session)
                .load(DiskFiles.in(file.resolveSibling(".").normalize()), String.valueOf(file.getFileName()));
        return machine.hasErrors() ? Libraries.of(session) : new Libraries(session, Archives.of(machine.definition()));
    }

    private static void requireInstalled(String name, BoundGeneration bound) throws CommandProblem {
        if (bound.imported().stream().noneMatch(each -> each.name().equals(name))) {
            List<String> near =
                    NearestNames.among(name, bound.imported().stream().map(ImportedPackage::name));
            throw new CommandProblem(
                    ExitCode.NOT_FOUND,
                    "no-such-package",
                    "Generation " + bound.generation().number() + " of `"
                            + bound.generation().profile() + "` has no package `" + name + "`.",
                    DidYouMean.or("Run `jos generations show --packages` to see all.", near));
        }
    }

    private static void used(String name, BoundGeneration bound, StoredImpact stored, Invocation invocation)
            throws IOException {
        Console console = invocation.console();
        Set<String> all = new TreeSet<>();
        JsonArray interfaces = new JsonArray();
        for (Binding each : bound.layer().bindings().values()) {
            if (!each.provider().equals(name)) {
                continue;
            }
            Set<String> users = bound.layer().users(each);
            all.addAll(users);
            JsonObject json = InterfaceJson.of(each);
            json.add("users", InterfaceJson.array(users));
            interfaces.add(json);
            if (!invocation.json()) {
                console.print(each.name().soname() + ": used by " + Amounts.count(users.size(), "package"));
                users.forEach(user -> console.print("  " + user));
            }
        }
        int dependents = Dependents.of(bound.imported(), Set.of(name)).size();
        if (invocation.json()) {
            JsonObject json = new JsonObject();
            json.add("interfaces", interfaces);
            json.add("rebound", InterfaceJson.array(all));
            json.addProperty("dependents", dependents);
            json.add("onlyInStore", stored.json());
            console.print(json);
        } else {
            stored.lines().forEach(console::print);
            console.print("A change of " + name + " rebinds " + Amounts.count(all.size(), "package")
                    + " of this system and rebuilds none, as long as what they use stays.");
            console.print(
                    Amounts.count(dependents, "package") + " depend on it, directly or not: so many would be built"
                            + " again if all that goes in named a package.");
        }
    }

    private static void replaced(
            WantedOverride wanted, BoundGeneration bound, Libraries libraries, Invocation invocation)
            throws IOException, CommandProblem {
        Session session = invocation.session();
        List<LockedPackage> had =
                bound.imported().stream().map(ImportedPackage::locked).toList();
        OverridePlan plan;
        try {
            plan = libraries
                    .overrides(SourceUse.PLAN)
                    .plan(
                            Architecture.parse(bound.manifest().architecture()).orElseThrow(),
                            had,
                            List.of(wanted),
                            SystemRequest.provided(bound.manifest().kernel().isPresent()),
                            true,
                            session.progress());
        } catch (OverridesRefused refused) {
            throw OverrideWords.refused(refused, _ -> Optional.empty());
        }
        List<LockedPackage> before = plan.replacements().stream()
                .flatMap(each -> each.before().stream())
                .toList();
        SystemChange change = new SystemChange(LockChange.between(before, plan.packages()), plan.rebinding());
        PackageEffects.of(Optional.of(plan), change, bound.imported(), Set.of(), session.layers())
                .printPlan(invocation);
    }
}
