package dev.jos.activator.switching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.activator.TestSystem;
import dev.jos.activator.live.LiveMachine;
import dev.jos.activator.plan.SwitchPlan;
import dev.jos.activator.plan.SwitchPlanner;
import dev.jos.activator.plan.SwitchPlanner.Side;
import dev.jos.activator.testing.ScriptedServiceManager;
import dev.jos.activator.units.UnitName;
import dev.jos.host.JosRoot;
import dev.jos.host.LinuxDurableFiles;
import dev.jos.host.testing.PlainSystemCalls;
import dev.jos.host.testing.RecordingMounts;
import dev.jos.host.testing.ScriptedProcesses;
import dev.jos.store.testing.InMemoryContents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActivationTest {

    private static final String SERVICE = "[Service]\nExecStart=/usr/bin/web\n";

    @TempDir
    private Path top;

    private final InMemoryContents contents = new InMemoryContents();
    private final ScriptedServiceManager manager = new ScriptedServiceManager().active("old.service", "web.service");
    private final LinuxDurableFiles files = new LinuxDurableFiles(new PlainSystemCalls());
    private final List<String> told = new ArrayList<>();
    private RecordingMounts mounts = new RecordingMounts(Path.of("/"));
    private MachineLayout layout = new MachineLayout(Path.of("/"), new JosRoot(Path.of("/")));

    private final Side from = TestSystem.in(contents)
            .enabled("web.service", SERVICE)
            .enabled("old.service", SERVICE)
            .file("etc/group", "adm:x:4:\n")
            .side();

    private final Side to = TestSystem.in(contents)
            .enabled("web.service", SERVICE + "Nice=1\n")
            .enabled("new.service", SERVICE)
            .file("etc/group", "adm:x:4:ann\n")
            .side();

    @BeforeEach
    void machine() throws IOException {
        for (String program : List.of("hostname", "systemd-tmpfiles", "udevadm", "systemctl")) {
            processes.on(program, "");
        }
        for (String program : List.of("systemd-modules-load", "systemd-sysctl")) {
            processes.on("/usr/lib/systemd/" + program, "");
        }
        layout = new MachineLayout(top, new JosRoot(top.resolve("jos")));
        mounts = new RecordingMounts(top);
        for (String each : List.of("usr", "etc", "run/jos/booted/usr", "var/lib/jos/etc/upper", "jos/systems")) {
            Files.createDirectories(top.resolve(each));
        }
        Files.createSymbolicLink(
                layout.bootedSystem(), Path.of("/jos/systems/" + from.system().id()));
        Files.createSymbolicLink(
                layout.running(), Path.of("/jos/systems/" + from.system().id()));
    }

    @Test
    void stops_changes_over_and_starts_in_this_order() throws IOException {
        Outcome outcome = switchOver(Optional.empty());

        assertThat(outcome).isEqualTo(new Outcome.Switched(List.of()));
        assertThat(manager.calls())
                .containsExactly("stop old.service", "daemon-reload", "restart web.service", "start new.service");
        String view = "run/jos/systems/" + to.system().id();
        assertThat(mounts.calls())
                .containsExactly(
                        "image " + to.system().view() + " at run/jos/systems/metadata",
                        "jos of run/jos/systems/metadata at " + view,
                        "detach run/jos/systems/metadata",
                        "copy of " + view + "/usr beneath usr",
                        "detach usr",
                        "jos-etc of " + view + "/etc beneath etc",
                        "detach etc");
        assertThat(running()).isEqualTo(to.system().id().toString());
        assertThat(journal().read()).isEmpty();
    }

    @Test
    void accounts_of_the_machine_are_merged() throws IOException {
        Files.writeString(layout.etcUpper().resolve("group"), "");
        Files.writeString(layout.etc().resolve("group"), "adm:x:4:local\n");

        switchOver(Optional.empty());

        assertThat(Files.readString(layout.etc().resolve("group"))).isEqualTo("adm:x:4:local,ann\n");
    }

    @Test
    void a_unit_that_does_not_start_leads_back() throws IOException {
        manager.broken("new.service");

        Outcome outcome = switchOver(Optional.empty());

        assertThat(outcome).isInstanceOf(Outcome.TakenBack.class);
        assertThat(((Outcome.TakenBack) outcome).why())
                .isEqualTo(new SwitchProblem.UnitFailed(new UnitName("new.service"), List.of("new.service says why")));
        assertThat(running()).isEqualTo(from.system().id().toString());
        assertThat(manager.calls().subList(4, manager.calls().size()))
                .containsExactly(
                        "stop new.service",
                        "daemon-reexec",
                        "restart web.service",
                        "start old.service",
                        "reset-failed new.service");
        assertThat(journal().read()).isEmpty();
    }

    @Test
    void a_failing_health_check_leads_back_unless_it_failed_before() throws IOException {
        health("""
                {"healthy":false,"checks":[{"name":"web","healthy":false,"reason":"no answer"}]}""");

        assertThat(switchOver(Optional.empty(), Set.of("web"))).isInstanceOf(Outcome.Switched.class);
        health("""
                {"healthy":false,"checks":[{"name":"web","healthy":false,"reason":"no answer"}]}""");
        assertThat(switchOver(Optional.empty()))
                .isEqualTo(new Outcome.TakenBack(new SwitchProblem.Unhealthy("web", "no answer"), List.of()));
    }

    @Test
    void without_a_confirmation_it_goes_back_and_with_one_it_stays() throws IOException {
        assertThat(switchOver(Optional.of(Duration.ofSeconds(1))))
                .isEqualTo(new Outcome.TakenBack(new SwitchProblem.NotConfirmed(1), List.of()));
        assertThat(running()).isEqualTo(from.system().id().toString());

        journal().confirm(to.system().id());
        assertThat(switchOver(Optional.of(Duration.ofSeconds(60)))).isInstanceOf(Outcome.Switched.class);
    }

    @Test
    void whichever_mount_fails_one_system_runs_and_nothing_is_left_open() throws IOException {
        int failures = 0;
        for (int call = 0; ; call++) {
            mounts = new RecordingMounts(top).failAt(call);
            Outcome outcome = switchOver(Optional.empty());
            assertThat(journal().read()).isEmpty();
            if (outcome instanceof Outcome.Switched) {
                break;
            }
            assertThat(running()).isEqualTo(from.system().id().toString());
            failures++;
        }
        assertThat(failures).isGreaterThan(6);
    }

    @Test
    void a_switch_that_was_killed_is_taken_back() throws IOException {
        Intent intent = intent(Optional.empty());
        journal().write(intent.with(plan()).at(Intent.Phase.CHANGING));
        files.replaceLink(
                layout.running(), Path.of("/jos/systems/" + to.system().id()));
        Files.createDirectories(layout.bootId().getParent());
        Files.writeString(layout.bootId(), "this boot\n");

        Recovery.Finding found = new Recovery(layout, journal()).look();
        assertThat(found).isInstanceOf(Recovery.Finding.Killed.class);
        activation().takeBack(((Recovery.Finding.Killed) found).intent(), from, to);

        assertThat(running()).isEqualTo(from.system().id().toString());
        assertThat(manager.calls())
                .containsExactly(
                        "stop new.service",
                        "daemon-reexec",
                        "restart web.service",
                        "start old.service",
                        "reset-failed new.service");
        assertThat(new Recovery(layout, journal()).look()).isInstanceOf(Recovery.Finding.Ended.class);
    }

    @Test
    void one_that_never_began_leaves_only_its_note() throws IOException {
        journal().write(intent(Optional.empty()));
        Files.createDirectories(layout.bootId().getParent());
        Files.writeString(layout.bootId(), "this boot\n");

        assertThat(new Recovery(layout, journal()).look()).isInstanceOf(Recovery.Finding.NotBegun.class);
    }

    @Test
    void after_a_restart_of_the_machine_only_the_note_is_left() throws IOException {
        journal().write(intent(Optional.empty()).at(Intent.Phase.CHANGING));
        Files.createDirectories(layout.bootId().getParent());
        Files.writeString(layout.bootId(), "another boot\n");

        assertThat(new Recovery(layout, journal()).look()).isInstanceOf(Recovery.Finding.StartedAgain.class);
    }

    private void health(String answer) throws IOException {
        Path program = layout.health();
        Files.createDirectories(program.resolveSibling("health.d"));
        Files.writeString(program, "#!/bin/sh\n");
        Files.writeString(program.resolveSibling("health.d").resolve("web"), "");
        program.toFile().setExecutable(true);
        processes.on(program.toString(), _ -> ScriptedProcesses.result(1, answer, ""));
    }

    private final ScriptedProcesses processes = new ScriptedProcesses();

    private Outcome switchOver(Optional<Duration> confirmWithin) throws IOException {
        return switchOver(confirmWithin, Set.of());
    }

    private Outcome switchOver(Optional<Duration> confirmWithin, Set<String> ill) throws IOException {
        return activation().carryOut(intent(confirmWithin), plan(), from, to, ill, BootChoice.NONE);
    }

    private SwitchPlan plan() throws IOException {
        var situation =
                new SwitchPlanner.Situation(new LiveMachine(manager, top).look(), from.system(), Set.of(), false);
        return new SwitchPlanner(contents).plan(from, to, situation);
    }

    private Intent intent(Optional<Duration> confirmWithin) {
        return new Intent(
                from.system().id(),
                to.system().id(),
                "system",
                2,
                "this boot",
                Intent.Phase.PREPARED,
                confirmWithin,
                true,
                Map.of());
    }

    private Activation activation() {
        return new Activation(layout, contents, manager, mounts, processes, files, new SwitchListener() {
            @Override
            public void begins(SwitchStep step, Collection<UnitName> units) {
                told.add(step.name());
            }

            @Override
            public void notice(SwitchProblem problem) {
                told.add(problem.toString());
            }

            @Override
            public void asksForConfirmation(long seconds) {
                told.add("confirm within " + seconds);
            }

            @Override
            public void takesBack(SwitchProblem problem) {
                told.add("back");
            }
        });
    }

    private IntentJournal journal() {
        return new IntentJournal(layout, files);
    }

    private String running() throws IOException {
        return Files.readSymbolicLink(layout.running()).getFileName().toString();
    }
}
