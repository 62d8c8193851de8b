package dev.jos.activator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.activator.TestSystem;
import dev.jos.activator.live.LiveState;
import dev.jos.activator.live.LiveUnit;
import dev.jos.activator.plan.SwitchPlanner.Situation;
import dev.jos.activator.plan.UnitAction.Kind;
import dev.jos.activator.units.UnitName;
import dev.jos.store.testing.InMemoryContents;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SwitchPlannerTest {

    private static final String SERVICE =
            "[Service]\nExecStart=/usr/bin/web --port 80\nExecReload=/bin/kill -HUP $MAINPID\n";

    private final InMemoryContents contents = new InMemoryContents();
    private final SortedMap<UnitName, LiveUnit> live = new TreeMap<>();
    private final TreeSet<String> managerUses = new TreeSet<>(Set.of("usr/lib/systemd/systemd"));
    private Set<String> edits = Set.of();
    private boolean overNetwork;
    private boolean managed = true;

    @Test
    void the_same_system_changes_nothing() throws IOException {
        runs("web.service");
        TestSystem system = with("web.service", SERVICE);

        assertThat(plan(system, with("web.service", SERVICE)).isEmpty()).isTrue();
    }

    @Test
    void what_is_new_starts_and_what_is_gone_stops() throws IOException {
        runs("old.service");

        SwitchPlan plan = plan(with("old.service", SERVICE), with("new.service", SERVICE));

        assertThat(plan.units()).extracting(UnitAction::kind).containsExactly(Kind.STOP, Kind.START);
        assertThat(actions(plan)).containsExactly("STOP old.service", "START new.service");
        assertThat(plan.manager()).isEqualTo(SwitchPlan.Manager.RELOADED);
    }

    @Test
    void a_service_is_restarted_for_what_it_runs_with() throws IOException {
        runs("web.service");

        SwitchPlan plan =
                plan(with("web.service", SERVICE), with("web.service", SERVICE + "Environment=COLOUR=blue\n"));

        assertThat(actions(plan)).containsExactly("RESTART web.service");
        assertThat(plan.units().getFirst().reasons()).containsExactly("`Service.Environment` changed");
        assertThat(plan.units().getFirst().downtime()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void what_the_service_manager_applies_by_itself_disturbs_nobody() throws IOException {
        runs("web.service");

        SwitchPlan plan = plan(
                with("web.service", SERVICE),
                with(
                        "web.service",
                        "[Unit]\nDescription=New words\nAfter=other.service\n" + SERVICE
                                + "Restart=always\nTimeoutStopSec=5\n"));

        assertThat(plan.units()).isEmpty();
        assertThat(plan.manager()).isEqualTo(SwitchPlan.Manager.RELOADED);
    }

    @Test
    void a_changed_library_restarts_exactly_those_who_have_it_mapped() throws IOException {
        runs("web.service", "usr/lib/libssl.so.3");
        runs("other.service", "usr/lib/libz.so.1");
        TestSystem before = with("web.service", SERVICE).enabled("other.service", SERVICE);
        TestSystem after = with("web.service", SERVICE).enabled("other.service", SERVICE);

        SwitchPlan plan = plan(before.file("usr/lib/libssl.so.3", "old"), after.file("usr/lib/libssl.so.3", "new"));

        assertThat(actions(plan)).containsExactly("RESTART web.service");
        assertThat(plan.units().getFirst().reasons()).containsExactly("uses libssl.so.3, which changed");
    }

    @Test
    void a_changed_program_restarts_its_service() throws IOException {
        runs("web.service");

        SwitchPlan plan = plan(
                with("web.service", SERVICE).file("usr/bin/web", "#!/bin/sh\n: old"),
                with("web.service", SERVICE).file("usr/bin/web", "#!/bin/sh\n: new"));

        assertThat(plan.units().getFirst().reasons()).containsExactly("runs web, which changed");
    }

    @Test
    void declared_files_reload_and_others_of_its_name_restart() throws IOException {
        runs("web.service");
        String declares = "[Unit]\nX-Reload-Triggers=/etc/web/sites\n" + SERVICE;
        TestSystem before =
                with("web.service", declares).file("etc/web/sites/a", "1").file("etc/web/main", "1");

        SwitchPlan sites = plan(
                before,
                with("web.service", declares).file("etc/web/sites/a", "2").file("etc/web/main", "1"));
        SwitchPlan main = plan(
                before,
                with("web.service", declares).file("etc/web/sites/a", "1").file("etc/web/main", "2"));

        assertThat(actions(sites)).containsExactly("RELOAD web.service");
        assertThat(actions(main)).containsExactly("RESTART web.service");
    }

    @Test
    void a_unit_says_itself_how_it_wants_to_be_treated() throws IOException {
        for (String name : List.of("stays.service", "reloads.service", "stops.service")) {
            runs(name, "usr/bin/web");
        }

        SwitchPlan plan = plan(wishes("1"), wishes("2"));

        assertThat(actions(plan))
                .containsExactly("STOP_START stops.service", "RELOAD reloads.service", "KEEP stays.service");
    }

    private TestSystem wishes(String version) {
        return with("stays.service", "[Unit]\nX-RestartIfChanged=false\n" + SERVICE)
                .enabled("reloads.service", "[Service]\nX-ReloadIfChanged=yes\nExecStart=/usr/bin/web\n")
                .enabled("stops.service", "[Unit]\nX-StopIfChanged=1\n" + SERVICE)
                .file("usr/bin/web", version);
    }

    @Test
    void sessions_and_the_bus_are_never_restarted() throws IOException {
        for (String name :
                List.of("dbus.service", "getty@tty1.service", "user@1000.service", "display-manager.service")) {
            runs(name, "usr/lib/libc.so.6");
        }

        SwitchPlan plan = plan(sessions("1"), sessions("2"));

        assertThat(actions(plan))
                .containsExactly(
                        "RELOAD dbus.service",
                        "KEEP display-manager.service",
                        "KEEP getty@tty1.service",
                        "KEEP user@1000.service");
    }

    private TestSystem sessions(String version) {
        return TestSystem.in(contents)
                .file("usr/lib/systemd/system/dbus.service", SERVICE)
                .file("usr/lib/systemd/system/getty@.service", SERVICE)
                .file("usr/lib/systemd/system/user@.service", SERVICE)
                .file("usr/lib/systemd/system/lightdm.service", SERVICE)
                .file("usr/lib/systemd/system/display-manager.service", SERVICE)
                .file("usr/lib/libc.so.6", version);
    }

    @Test
    void an_instance_follows_its_template_and_its_drop_ins() throws IOException {
        runs("job@a.service");
        runs("job@b.service");
        TestSystem before = TestSystem.in(contents).file("usr/lib/systemd/system/job@.service", SERVICE);
        TestSystem after = TestSystem.in(contents)
                .file("usr/lib/systemd/system/job@.service", SERVICE)
                .file("etc/systemd/system/job@b.service.d/own.conf", "[Service]\nNice=5\n");

        assertThat(actions(plan(before, after))).containsExactly("RESTART job@b.service");
    }

    @Test
    void a_masked_unit_stops_and_so_does_one_that_is_no_longer_enabled() throws IOException {
        runs("web.service");
        runs("job.service");
        TestSystem before = with("web.service", SERVICE).enabled("job.service", SERVICE);
        TestSystem after = TestSystem.in(contents)
                .file("usr/lib/systemd/system/job.service", SERVICE)
                .file("usr/lib/systemd/system/web.service", SERVICE)
                .link("etc/systemd/system/web.service", "/dev/null");

        SwitchPlan plan = plan(before, after);

        assertThat(actions(plan)).containsExactly("STOP job.service", "STOP web.service");
        assertThat(plan.units().getFirst().reasons()).containsExactly("is no longer enabled");
    }

    @Test
    void a_socket_takes_its_service_along() throws IOException {
        runs("web.service");
        runs("web.socket");
        TestSystem before =
                with("web.socket", "[Socket]\nListenStream=80\n").file("usr/lib/systemd/system/web.service", SERVICE);
        TestSystem after =
                with("web.socket", "[Socket]\nListenStream=81\n").file("usr/lib/systemd/system/web.service", SERVICE);

        assertThat(actions(plan(before, after))).containsExactly("STOP_START web.service", "STOP_START web.socket");
    }

    @Test
    void units_that_the_machine_made_itself_are_left_alone() throws IOException {
        runs("web.service");
        runs("run-u12.service", "usr/bin/web");
        runs("mnt-data.mount");

        assertThat(plan(with("web.service", SERVICE).file("usr/bin/web", "1"), with("web.service", SERVICE))
                        .units())
                .extracting(action -> action.unit().text())
                .containsExactly("web.service");
    }

    @Test
    void what_only_a_service_wants_is_not_started_by_itself() throws IOException {
        TestSystem after = with("web.service", "[Unit]\nWants=online.target\n" + SERVICE)
                .file("usr/lib/systemd/system/online.target", "[Unit]\n")
                .link("etc/systemd/system/online.target.wants/wait.service", "/usr/lib/systemd/system/wait.service")
                .file("usr/lib/systemd/system/wait.service", SERVICE);

        assertThat(actions(plan(TestSystem.in(contents), after))).containsExactly("START web.service");
    }

    @Test
    void a_failed_unit_gets_another_chance_when_it_has_changed() throws IOException {
        put("web.service", "failed", Set.of());

        SwitchPlan same = plan(with("web.service", SERVICE), with("web.service", SERVICE));
        SwitchPlan other = plan(with("web.service", SERVICE), with("web.service", SERVICE + "Nice=1\n"));

        assertThat(same.units()).isEmpty();
        assertThat(actions(other)).containsExactly("START web.service");
    }

    @Test
    void the_manager_replaces_itself_when_its_own_libraries_change() throws IOException {
        SwitchPlan plan = plan(
                TestSystem.in(contents).file("usr/lib/systemd/systemd", "1"),
                TestSystem.in(contents).file("usr/lib/systemd/systemd", "2"));

        assertThat(plan.manager()).isEqualTo(SwitchPlan.Manager.REEXECUTED);
    }

    @Test
    void another_kernel_needs_a_reboot() throws IOException {
        SwitchPlan plan = plan(TestSystem.in(contents), TestSystem.in(contents).kernel("6.12.2"));

        assertThat(plan.reboot()).contains("kernel 6.12.1 → 6.12.2");
    }

    @Test
    void local_edits_and_accounts_are_told() throws IOException {
        edits = Set.of("etc/motd");

        SwitchPlan plan = plan(
                TestSystem.in(contents).file("etc/motd", "1").file("etc/passwd", "root:x:0:0\nann:x:1000:1000\n"),
                TestSystem.in(contents).file("etc/motd", "2").file("etc/passwd", "root:x:0:0\nbob:x:1001:1001\n"));

        assertThat(plan.warnings()).anyMatch(warning -> warning.startsWith("/etc/motd was edited on this machine"));
        assertThat(plan.accounts())
                .containsExactly(
                        new AccountChange("ann", false, EtcChange.Kind.REMOVED),
                        new AccountChange("bob", false, EtcChange.Kind.ADDED));
    }

    @Test
    void a_switch_over_the_network_that_touches_it_is_warned_of() throws IOException {
        overNetwork = true;
        runs("systemd-networkd.service");

        SwitchPlan plan =
                plan(with("systemd-networkd.service", SERVICE), with("systemd-networkd.service", SERVICE + "Nice=1\n"));

        assertThat(plan.warnings()).singleElement().asString().contains("--confirm-within 60s");
    }

    @Test
    void settings_of_the_kernel_and_temporary_files_are_applied() throws IOException {
        SwitchPlan plan = plan(
                TestSystem.in(contents),
                TestSystem.in(contents).file("etc/sysctl.d/60.conf", "a=1").file("etc/tmpfiles.d/x.conf", "d /x"));

        assertThat(plan.tasks()).containsExactlyInAnyOrder(SystemTask.SYSCTL, SystemTask.TMPFILES);
    }

    @Test
    void without_a_service_manager_the_files_are_planned_and_the_units_are_not_known() throws IOException {
        managed = false;

        SwitchPlan plan = plan(
                with("web.service", "[Service]\nExecStart=/bin/a"),
                with("web.service", "[Service]\nExecStart=/bin/b").file("etc/motd", "new"));

        assertThat(plan.units()).isEmpty();
        assertThat(plan.etc()).extracting(EtcChange::path).contains("etc/motd");
        assertThat(plan.warnings()).anyMatch(each -> each.startsWith("systemd does not run here"));
    }

    private TestSystem with(String unit, String text) {
        return TestSystem.in(contents).enabled(unit, text);
    }

    private void runs(String unit, String... files) {
        put(unit, "active", Set.of(files));
    }

    private void put(String unit, String state, Set<String> files) {
        var name = new UnitName(unit);
        live.put(name, new LiveUnit(name, state, Duration.ofMillis(200), new TreeSet<>(files), new TreeSet<>()));
    }

    private SwitchPlan plan(TestSystem before, TestSystem after) throws IOException {
        var state = new LiveState(live, managerUses, new TreeSet<>(), true, managed);
        return new SwitchPlanner(contents)
                .plan(
                        before.side(),
                        after.side(),
                        new Situation(state, before.side().system(), edits, overNetwork));
    }

    private static List<String> actions(SwitchPlan plan) {
        return plan.units().stream()
                .map(action -> action.kind() + " " + action.unit())
                .toList();
    }
}
