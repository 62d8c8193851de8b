package dev.jos.cli.command;

import dev.jos.activator.BootLoaders;
import dev.jos.activator.Generations;
import dev.jos.activator.live.LiveMachine;
import dev.jos.activator.live.LiveState;
import dev.jos.activator.live.ServiceManager;
import dev.jos.activator.plan.SwitchPlan;
import dev.jos.activator.plan.SwitchPlanner;
import dev.jos.activator.plan.SwitchPlanner.Side;
import dev.jos.activator.switching.Activation;
import dev.jos.activator.switching.IntentJournal;
import dev.jos.activator.switching.MachineBoot;
import dev.jos.activator.switching.MachineLayout;
import dev.jos.activator.switching.Recovery;
import dev.jos.activator.switching.RunningSystem;
import dev.jos.activator.switching.SwitchListener;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import dev.jos.host.Background;
import dev.jos.host.OwnProgram;
import dev.jos.store.Store;
import dev.jos.store.TreeId;
import dev.jos.system.SystemGeneration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The machine that this command runs on, as far as jos runs it.
final class LiveSession {

    private static final String HOME = "usr/lib/jos";

    private final Session session;
    private final MachineLayout layout;
    private final Store store;
    private final ThisMachine machine;
    private final ServiceManager manager;

    LiveSession(Session session) {
        this.session = session;
        this.machine = session.machine();
        this.layout = new MachineLayout(machine.top(), session.root());
        this.store = Store.open(session.root(), session.files(), session.systemCalls());
        this.manager = machine.manager();
    }

    MachineLayout layout() {
        return layout;
    }

    Store store() {
        return store;
    }

    RunningSystem systems() {
        return new RunningSystem(layout);
    }

    IntentJournal journal() {
        return new IntentJournal(layout, session.files());
    }

    Recovery recovery() {
        return new Recovery(layout, journal());
    }

    boolean hasServiceManager() {
        return manager.isRunning();
    }

    /// The system that runs.
    ///
    /// @throws CommandProblem if this machine is not of jos
    SystemGeneration running() throws IOException, CommandProblem {
        return systems()
                .running()
                .orElseThrow(() -> new CommandProblem(
                        ExitCode.NOT_FOUND,
                        "not-a-jos-machine",
                        "This machine does not run a system of jos.",
                        "Boot one first: `jos vm CONFIG` shows it in a virtual machine."));
    }

    /// A system with its tree.
    Side side(SystemGeneration system) throws IOException {
        return new Side(system, store.tree(new TreeId(system.manifest().view())));
    }

    /// A plan, and the systems it leads from and to.
    record Planned(Side from, Side to, SwitchPlan plan) {}

    /// What it takes to get from one system to another now. Everything that it needs is read at the same time.
    Planned plan(SystemGeneration from, SystemGeneration to) throws IOException {
        try (Background background = Background.unlimited()) {
            Background.Result<Side> first = background.start(() -> side(from));
            Background.Result<LiveState> live = background.start(() -> new LiveMachine(manager, layout.top()).look());
            Side second = side(to);
            var situation = new SwitchPlanner.Situation(
                    live.get(),
                    systems().booted().orElse(from),
                    systems().localEdits(),
                    session.environment().containsKey("SSH_CONNECTION"));
            return new Planned(first.get(), second, new SwitchPlanner(store).plan(first.get(), second, situation));
        }
    }

    Activation activation(SwitchListener listener) {
        return new Activation(layout, store, manager, machine.mounts(), machine.processes(), session.files(), listener);
    }

    MachineBoot boot() {
        return new MachineBoot(
                layout,
                new BootLoaders(store, session.files(), session.systemCalls()),
                new Generations(session.root(), Profiles.INSTALLED, session.files()),
                journal());
    }

    /// The words that start this program again, from files that stay whatever the machine is switched to: those of the
    /// whole view of the system that runs.
    List<String> program() throws IOException, CommandProblem {
        Path view = layout.view(running());
        List<String> words = OwnProgram.words();
        return Files.isDirectory(view.resolve(HOME))
                ? words.stream()
                        .map(word -> word.replace("/" + HOME + "/", view + "/" + HOME + "/"))
                        .toList()
                : words;
    }

    void requireRoot(String command) throws CommandProblem {
        if (session.systemCalls().effectiveUserId() != 0) {
            throw new CommandProblem(
                    ExitCode.STORAGE,
                    "root-needed",
                    "Only root may change the machine.",
                    "Run `sudo " + command + "`.");
        }
    }
}
