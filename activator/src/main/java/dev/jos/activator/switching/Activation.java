package dev.jos.activator.switching;

import dev.jos.activator.live.LiveMachine;
import dev.jos.activator.live.MountedDevices;
import dev.jos.activator.live.ServiceManager;
import dev.jos.activator.live.ServiceManager.Request;
import dev.jos.activator.plan.SwitchPlan;
import dev.jos.activator.plan.SwitchPlanner.Side;
import dev.jos.activator.plan.SystemTask;
import dev.jos.activator.plan.UnitAction.Kind;
import dev.jos.activator.units.UnitName;
import dev.jos.host.DurableFiles;
import dev.jos.host.InterProcessLock;
import dev.jos.host.Mounts;
import dev.jos.host.ProcessRunner;
import dev.jos.store.ContentSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Carries out a plan on the running machine, or takes a switch back. Every step may be repeated: what was done
/// already is found so.
public final class Activation {

    private static final int POLL_MILLIS = 50;
    private static final long NANOS = 1_000_000_000L;

    private final ServiceManager manager;
    private final LiveMachine live;
    private final SystemViews views;
    private final Accounts accounts;
    private final TaskRunner tasks;
    private final HealthChecks health;
    private final IntentJournal journal;
    private final SwitchListener listener;

    public Activation(
            MachineLayout layout,
            ContentSource contents,
            ServiceManager manager,
            Mounts mounts,
            ProcessRunner processes,
            DurableFiles files,
            SwitchListener listener) {
        this.manager = manager;
        this.live = new LiveMachine(manager, layout.top());
        this.views = new SystemViews(layout, mounts, files);
        this.accounts = new Accounts(layout, contents, files);
        this.tasks = new TaskRunner(processes);
        this.health = new HealthChecks(layout.health(), processes);
        this.journal = new IntentJournal(layout, files);
        this.listener = listener;
    }

    /// A step that failed for a reason that is known.
    private static final class Failed extends Exception {
        private final transient SwitchProblem problem;

        Failed(SwitchProblem problem) {
            super(problem.toString());
            this.problem = problem;
        }
    }

    /// The health checks that do not succeed now: whatever comes, they are no reason to go back.
    public Set<String> illNow() throws IOException {
        return health.illNow();
    }

    /// Goes from the system that runs to another one. Where a step fails, it goes back.
    ///
    /// @param illBefore the names of health checks not to ask
    /// @throws IOException if not even going back succeeds; the intent stays then, and the next start of the
    ///     machine leads to the old system
    public Outcome carryOut(Intent intent, SwitchPlan plan, Side from, Side to, Set<String> illBefore, BootChoice boot)
            throws IOException {
        try (InterProcessLock _ = InterProcessLock.exclusive(journal.workerLock())) {
            journal.write(intent);
            var run = new Run(plan, from, to);
            try {
                run.forward(intent, illBefore, boot);
            } catch (Failed e) {
                listener.takesBack(e.problem);
                return new Outcome.TakenBack(e.problem, back(intent.with(plan), from, to));
            }
            journal.hasRun(intent.from(), intent.to());
            journal.clear();
            return new Outcome.Switched(run.notices);
        }
    }

    /// Takes back a switch that was interrupted.
    ///
    /// @return what did not go well
    public List<SwitchProblem> takeBack(Intent intent, Side from, Side to) throws IOException {
        try (InterProcessLock _ = InterProcessLock.exclusive(journal.workerLock())) {
            return back(intent, from, to);
        }
    }

    private List<SwitchProblem> back(Intent intent, Side from, Side to) throws IOException {
        var run = new Run(from, to);
        run.backward(intent);
        journal.hasFailed(intent.to());
        journal.clear();
        return run.notices;
    }

    /// One walk, in one direction or the other.
    private final class Run {

        private final SwitchPlan plan;
        private final Side from;
        private final Side to;
        private final List<SwitchProblem> notices = new ArrayList<>();
        private SwitchStep step = SwitchStep.PREPARE;

        Run(SwitchPlan plan, Side from, Side to) {
            this.plan = plan;
            this.from = from;
            this.to = to;
        }

        /// Back to `from`.
        Run(Side from, Side to) {
            this(SwitchPlan.nothing(to.system().id(), from.system().id()), from, to);
        }

        void forward(Intent intent, Set<String> illBefore, BootChoice boot) throws Failed {
            try {
                Set<UnitName> failedBefore = failed();
                begin(SwitchStep.PREPARE);
                MountedDevices before = live.devices();
                try (SystemViews.Prepared prepared = views.prepare(to.system(), plan.usrChanges())) {
                    journal.write(intent.with(plan).at(Intent.Phase.CHANGING));
                    notice(request(SwitchStep.STOP_UNITS, Request.STOP, plan.units(Kind.STOP, Kind.STOP_START)));
                    begin(SwitchStep.SHOW_SYSTEM);
                    views.show(prepared);
                }
                begin(SwitchStep.ACCOUNTS);
                accounts.merge(from.tree(), to.tree());
                manager(plan.manager());
                tasks(plan.tasks());
                SortedSet<UnitName> bad = new TreeSet<>();
                bad.addAll(request(SwitchStep.RELOAD_UNITS, Request.RELOAD, plan.units(Kind.RELOAD)));
                bad.addAll(request(SwitchStep.RESTART_UNITS, Request.RESTART, plan.units(Kind.RESTART)));
                bad.addAll(request(SwitchStep.START_UNITS, Request.START, plan.units(Kind.STOP_START, Kind.START)));
                bad.addAll(leaveOldMounts(before));
                userManagers(plan.userManagers());
                journal.write(intent.with(plan).at(Intent.Phase.CHECKING));
                begin(SwitchStep.HEALTH);
                bad.addAll(failed());
                bad.removeAll(failedBefore);
                failOn(bad);
                List<SwitchProblem.Unhealthy> unhealthy = health.problems(illBefore);
                if (!unhealthy.isEmpty()) {
                    throw new Failed(unhealthy.getFirst());
                }
                confirm(intent);
                journal.write(intent.with(plan).at(Intent.Phase.KEPT));
                begin(SwitchStep.BOOT_DEFAULT);
                boot.chooseNew();
                views.forgetAllBut(from.system(), to.system());
            } catch (IOException e) {
                throw new Failed(new SwitchProblem.StepFailed(step, String.valueOf(e.getMessage())));
            }
        }

        void backward(Intent intent) throws IOException {
            MountedDevices before = live.devices();
            try (SystemViews.Prepared prepared = views.prepare(from.system(), true)) {
                notice(request(SwitchStep.STOP_UNITS, Request.STOP, intent.units(Kind.START, Kind.STOP_START)));
                begin(SwitchStep.SHOW_SYSTEM);
                views.show(prepared);
            }
            accounts.merge(to.tree(), from.tree());
            manager(SwitchPlan.Manager.REEXECUTED);
            tasks(EnumSet.allOf(SystemTask.class));
            notice(request(SwitchStep.RELOAD_UNITS, Request.RELOAD, intent.units(Kind.RELOAD)));
            notice(request(SwitchStep.RESTART_UNITS, Request.RESTART, intent.units(Kind.RESTART)));
            notice(request(SwitchStep.START_UNITS, Request.START, intent.units(Kind.STOP, Kind.STOP_START)));
            notice(leaveOldMounts(before));
            // What failed and is not there any more would count as a failed unit for ever.
            manager.request(Request.FORGET_FAILURE, intent.units(Kind.START));
            userManagers(live.look().userManagers());
        }

        private void begin(SwitchStep next) {
            begin(next, List.of());
        }

        private void begin(SwitchStep next, Collection<UnitName> units) {
            step = next;
            listener.begins(next, units);
        }

        private SortedSet<UnitName> request(SwitchStep next, Request request, Collection<UnitName> units)
                throws IOException {
            if (units.isEmpty()) {
                return new TreeSet<>();
            }
            begin(next, units);
            return manager.request(request, units);
        }

        private void manager(SwitchPlan.Manager what) throws IOException {
            switch (what) {
                case AS_IT_IS -> {}
                case RELOADED -> {
                    begin(SwitchStep.SERVICE_MANAGER);
                    manager.reloadDefinitions();
                }
                case REEXECUTED -> {
                    begin(SwitchStep.SERVICE_MANAGER);
                    manager.reexecute();
                }
            }
        }

        /// What one of them cannot do is told, and no reason to go back.
        private void tasks(Set<SystemTask> wanted) {
            for (SystemTask task : SystemTask.values()) {
                if (wanted.contains(task)) {
                    begin(SwitchStep.TASKS);
                    try {
                        tasks.run(task);
                    } catch (IOException e) {
                        notice(new SwitchProblem.StepFailed(
                                SwitchStep.TASKS, task.description() + ": " + e.getMessage()));
                    }
                }
            }
        }

        private SortedSet<UnitName> leaveOldMounts(MountedDevices before) throws IOException {
            SortedSet<UnitName> stuck = live.stuckOn(before, plan.leave());
            stuck.removeAll(plan.units(Kind.KEEP));
            return request(SwitchStep.UNITS_ON_OLD_MOUNTS, Request.RESTART, stuck);
        }

        private void userManagers(Collection<Integer> users) {
            for (int user : users) {
                begin(SwitchStep.USER_MANAGERS);
                try {
                    manager.reloadUserManager(user);
                } catch (IOException e) {
                    notice(new SwitchProblem.StepFailed(SwitchStep.USER_MANAGERS, String.valueOf(e.getMessage())));
                }
            }
        }

        private void failOn(SortedSet<UnitName> bad) throws IOException, Failed {
            if (!bad.isEmpty()) {
                throw new Failed(new SwitchProblem.UnitFailed(bad.first(), manager.lastWords(bad.first())));
            }
        }

        private void confirm(Intent intent) throws IOException, Failed {
            if (intent.confirmWithin().isEmpty()) {
                return;
            }
            begin(SwitchStep.CONFIRMATION);
            long seconds = intent.confirmWithin().get().toSeconds();
            listener.asksForConfirmation(seconds);
            long deadline = System.nanoTime() + seconds * NANOS;
            while (!journal.isConfirmed(intent.to())) {
                if (System.nanoTime() - deadline > 0) {
                    throw new Failed(new SwitchProblem.NotConfirmed(seconds));
                }
                pause();
            }
        }

        private void notice(SortedSet<UnitName> bad) throws IOException {
            for (UnitName unit : bad) {
                notice(new SwitchProblem.UnitFailed(unit, manager.lastWords(unit)));
            }
        }

        private void notice(SwitchProblem problem) {
            notices.add(problem);
            listener.notice(problem);
        }
    }

    private Set<UnitName> failed() throws IOException {
        Set<UnitName> failed = new TreeSet<>();
        manager.states().forEach((unit, state) -> {
            if (state.equals("failed")) {
                failed.add(unit);
            }
        });
        return failed;
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
