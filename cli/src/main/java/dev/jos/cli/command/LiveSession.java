package dev.jos.cli.command;

import dev.jos.activator.live.LiveMachine;
import dev.jos.activator.live.ServiceManager;
import dev.jos.activator.live.Systemctl;
import dev.jos.activator.plan.SwitchPlan;
import dev.jos.activator.plan.SwitchPlanner;
import dev.jos.activator.plan.SwitchPlanner.Side;
import dev.jos.activator.switching.Activation;
import dev.jos.activator.switching.IntentJournal;
import dev.jos.activator.switching.MachineLayout;
import dev.jos.activator.switching.Recovery;
import dev.jos.activator.switching.RunningSystem;
import dev.jos.activator.switching.SwitchListener;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import dev.jos.host.LinuxMounts;
import dev.jos.store.Store;
import dev.jos.store.TreeId;
import dev.jos.system.SystemGeneration;
import java.io.IOException;
import java.nio.file.Path;

/// The machine that this command runs on, as far as jos runs it.
final class LiveSession {

    private final Session session;
    private final MachineLayout layout;
    private final Store store;
    private final ServiceManager manager;

    LiveSession(Session session) {
        this.session = session;
        this.layout = new MachineLayout(Path.of("/"), session.root());
        this.store = Store.open(session.root(), session.files(), session.systemCalls());
        this.manager = new Systemctl(session.processes());
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

    /// What it takes to get from one system to another now.
    SwitchPlan plan(Side from, Side to) throws IOException {
        SystemGeneration booted = systems().booted().orElse(from.system());
        boolean overNetwork = session.environment().containsKey("SSH_CONNECTION");
        var situation = new SwitchPlanner.Situation(
                new LiveMachine(manager, layout.top()).look(), booted, systems().localEdits(), overNetwork);
        return new SwitchPlanner(store).plan(from, to, situation);
    }

    Activation activation(SwitchListener listener) {
        return new Activation(
                layout, store, manager, new LinuxMounts(), session.processes(), session.files(), listener);
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
