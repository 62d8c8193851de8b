package dev.jos.cli.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// All commands by name. Only those on the way to what the user wrote are built, unless somebody asks for all.
public final class CommandTree {

    /// What jos calls itself with, and nobody has to know.
    private static final Set<String> OWN = Set.of("activate");

    private final Map<String, Branch> branches = new LinkedHashMap<>();

    /// Told apart by methods, not by pattern switches, whose linking would take a tenth of a short command.
    private sealed interface Branch {

        CommandLine line(String name, Optional<String> onlyChild);

        /// The command at the end of `path`, which begins with the name of this branch.
        Optional<CliCommand> command(List<String> path);
    }

    private record Leaf(Supplier<CliCommand> made) implements Branch {

        @Override
        public CommandLine line(String name, Optional<String> onlyChild) {
            return configured(made.get().spec());
        }

        @Override
        public Optional<CliCommand> command(List<String> path) {
            return Optional.of(made.get());
        }
    }

    private record Group(String summary, Map<String, Supplier<CliCommand>> commands) implements Branch {

        @Override
        public CommandLine line(String name, Optional<String> onlyChild) {
            CommandSpec spec = Syntax.group(name, summary).build();
            commands.forEach((child, command) -> {
                if (onlyChild.isEmpty() || onlyChild.get().equals(child)) {
                    spec.addSubcommand(child, configured(command.get().spec()));
                }
            });
            return configured(spec);
        }

        @Override
        public Optional<CliCommand> command(List<String> path) {
            return path.size() > 1
                    ? Optional.ofNullable(commands.get(path.get(1))).map(Supplier::get)
                    : Optional.empty();
        }
    }

    public CommandTree() {
        leaf("build", Build::new);
        leaf("switch", () -> new Switch(SwitchMode.SWITCH));
        leaf("test", () -> new Switch(SwitchMode.TEST));
        leaf("boot", () -> new Switch(SwitchMode.BOOT));
        leaf("confirm", Confirm::new);
        leaf("status", Status::new);
        leaf("recover", Recover::new);
        leaf("rollback", Rollback::new);
        leaf("diff", Diff::new);
        leaf("activate", Activate::new);
        leaf("vm", Vm::new);
        leaf("image", Image::new);
        leaf("check", Check::new);
        leaf("why", Why::new);
        leaf("eval", Eval::new);
        leaf("options", Options::new);
        leaf("fmt", Fmt::new);
        Map<String, Supplier<CliCommand>> configurations = group("config", "Compare configurations.");
        configurations.put("diff", ConfigDiff::new);
        leaf("update", Update::new);
        Map<String, Supplier<CliCommand>> builds = group("builds", "Look into builds from source that failed.");
        builds.put("list", Builds.ListKept::new);
        builds.put("shell", Builds.Shell::new);
        builds.put("delete", Builds.Delete::new);
        Map<String, Supplier<CliCommand>> generations =
                group("generations", "List, show and delete the generations of a machine.");
        generations.put("list", GenerationsList::new);
        generations.put("show", GenerationsShow::new);
        generations.put("delete", GenerationsDelete::new);
        Map<String, Supplier<CliCommand>> etc = group("etc", "Look into what was edited in /etc.");
        etc.put("diff", EtcDiff::new);
        Map<String, Supplier<CliCommand>> packages = group("package", "Look into the packages of the archive.");
        packages.put("search", PackageSearch::new);
        packages.put("show", PackageShow::new);
        packages.put("files", PackageFiles::new);
        packages.put("owner", PackageOwner::new);
        Map<String, Supplier<CliCommand>> interfaces =
                group("interface", "Look into what libraries offer, and who uses it.");
        interfaces.put("list", InterfaceList::new);
        interfaces.put("show", InterfaceShow::new);
        interfaces.put("diff", InterfaceDiff::new);
        interfaces.put("history", InterfaceHistoryShow::new);
        interfaces.put("impact", InterfaceImpact::new);
        interfaces.put("graph", InterfaceGraph::new);
        Map<String, Supplier<CliCommand>> store =
                group("store", "Look after the store: count, check, repair, clean up.");
        store.put("stats", StoreStats::new);
        store.put("verify", StoreVerify::new);
        store.put("repair", StoreRepair::new);
        store.put("gc", StoreGc::new);
        leaf("completion", Completion::new);
    }

    private void leaf(String name, Supplier<CliCommand> command) {
        branches.put(name, new Leaf(command));
    }

    private Map<String, Supplier<CliCommand>> group(String name, String summary) {
        Group group = new Group(summary, new LinkedHashMap<>());
        branches.put(name, group);
        return group.commands();
    }

    private Map<String, Supplier<CliCommand>> group(String name) {
        return branches.get(name) instanceof Group group ? group.commands() : Map.of();
    }

    /// The command line with every command.
    public CommandLine complete() {
        CommandSpec root = root();
        branches.keySet().stream()
                .filter(name -> !OWN.contains(name))
                .forEach(name -> root.addSubcommand(name, branch(name, Optional.empty())));
        return configured(root);
    }

    /// The command line with just the commands on the way to what `arguments` name; complete if they name none.
    public CommandLine along(List<String> arguments) {
        List<String> words = words(arguments);
        if (words.isEmpty() || !branches.containsKey(words.getFirst())) {
            return complete();
        }
        String first = words.getFirst();
        Optional<String> second = words.size() > 1 ? Optional.of(words.get(1)) : Optional.empty();
        CommandSpec root = root();
        root.addSubcommand(first, branch(first, second.filter(group(first)::containsKey)));
        return configured(root);
    }

    /// The command that a parsed command line ends in, unless it is a group.
    public Optional<CliCommand> command(List<String> path) {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(branches.get(path.getFirst())).flatMap(branch -> branch.command(path));
    }

    private CommandLine branch(String name, Optional<String> only) {
        return Objects.requireNonNull(branches.get(name)).line(name, only);
    }

    private static CommandSpec root() {
        CommandSpec root = Syntax.group("jos", "Turn a declarative configuration into a running machine.")
                .description("jos builds whole systems from Debian packages: atomic generations, rollback, images and"
                        + " virtual machines. What is in the configuration file is what runs.")
                .example("jos build machine.conf", "Build the system that machine.conf describes.")
                .example("jos vm machine.conf", "Build it and boot it in a virtual machine.")
                .example("jos COMMAND --help", "Say more about one command.")
                .build();
        root.addOption(OptionSpec.builder("-V", "--version")
                .type(boolean.class)
                .versionHelp(true)
                .description("Show the version.")
                .build());
        return root;
    }

    private static CommandLine configured(CommandSpec spec) {
        return new CommandLine(spec)
                .setUsageHelpAutoWidth(false)
                .setAbbreviatedOptionsAllowed(false)
                .setExpandAtFiles(false)
                .setInterpolateVariables(false);
    }

    /// The first two arguments that are neither options nor the value of `--root`.
    private static List<String> words(List<String> arguments) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < arguments.size() && words.size() < 2; i++) {
            String argument = arguments.get(i);
            if (argument.equals(Syntax.ROOT)) {
                i++;
            } else if (!argument.startsWith("-")) {
                words.add(argument);
            }
        }
        return words;
    }
}
