package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@MachineTest(config = "examples/database/machine.conf")
class DatabaseMachineTest {

    @Test
    void it_boots_with_no_failed_unit_and_is_healthy(Machine machine) {
        machine.waitForUnit("multi-user.target");

        assertThat(machine.succeed("systemctl list-units --failed --plain --no-legend"))
                .isEmpty();
        machine.checkHealth();
    }

    @Test
    void the_role_owns_its_database_and_logs_in_with_its_password(Machine machine) {
        machine.waitForUnit("postgresql-setup.service");
        String psql = "PGPASSWORD=$(cat /var/lib/secrets/app-database) psql -h 127.0.0.1 -U app -d app -At -c ";

        machine.succeed(psql + "'CREATE TABLE IF NOT EXISTS things (name text)'");
        machine.succeed(psql + "\"INSERT INTO things VALUES ('kept')\"");

        assertThat(machine.succeed(psql + "'SELECT name FROM things LIMIT 1'")).isEqualTo("kept\n");
        machine.fail("PGPASSWORD=wrong psql -h 127.0.0.1 -U app -d app -c 'SELECT 1'");
    }

    @Test
    void a_user_of_the_machine_logs_in_over_the_socket_and_settings_hold(Machine machine) {
        machine.waitForUnit("postgresql-setup.service");

        assertThat(machine.succeed("runuser -u alice -- psql -d reports -At -c 'SHOW work_mem'"))
                .isEqualTo("8MB\n");
        machine.succeed("runuser -u alice -- createdb mine");
        machine.fail("runuser -u nobody -- psql -d reports -c 'SELECT 1'");
    }

    @Test
    void valkey_keeps_values_for_those_who_know_the_password(Machine machine) {
        machine.waitForUnit("valkey-server.service");
        String cli = "REDISCLI_AUTH=$(cat /var/lib/secrets/valkey) valkey-cli ";

        assertThat(machine.succeed(cli + "set colour blue && " + cli + "get colour"))
                .isEqualTo("OK\nblue\n");
        assertThat(machine.succeed(cli + "config get maxmemory")).contains("67108864");
        assertThat(machine.succeed("valkey-cli get colour 2>&1")).contains("NOAUTH");
    }

    @Test
    void prometheus_measures_the_machine(Machine machine) {
        machine.waitForOpenPort(9090);

        String answer =
                machine.waitUntilSucceeds("curl -sf 'http://localhost:9090/api/v1/query?query=up' | grep '\"1\"'");

        assertThat(answer).contains("localhost:9100");
        assertThat(machine.succeed("curl -sf http://localhost:9100/metrics | grep node_systemd_unit_state | head -1"))
                .isNotEmpty();
    }

    @Test
    void logs_are_set_aside(Machine machine) {
        machine.succeed("mkdir -p /var/log/app && echo line > /var/log/app/a.log");

        machine.succeed("logrotate --force /etc/logrotate.d/jos-app");

        machine.succeed("test -s /var/log/app/a.log.1");
        machine.succeed("systemctl is-active logrotate.timer systemd-oomd.service");
    }

    @Test
    void programs_have_the_settings_of_the_configuration(Machine machine) {
        assertThat(machine.succeed("git config --system init.defaultBranch")).isEqualTo("main\n");
        assertThat(machine.ssh("alice", "test-key", "bash -ic 'alias ll' 2>/dev/null; echo $EDITOR"))
                .contains("ls -l")
                .contains("vim");
        machine.succeed("tmux new-session -d && tmux show-options -g mouse | grep on");
        assertThat(machine.succeed("systemd-analyze cat-config systemd/journald.conf"))
                .contains("SystemMaxUse=209715200");
    }

    @Test
    void what_the_database_holds_survives_a_power_cut(Machine machine) {
        machine.waitForUnit("postgresql-setup.service");
        String psql = "runuser -u postgres -- psql -d reports -At -c ";
        machine.succeed(psql + "'CREATE TABLE kept (n int)'");
        machine.succeed(psql + "'INSERT INTO kept SELECT generate_series(1, 1000)'");

        machine.cutPower();
        machine.boot();

        machine.waitForUnit("postgresql-setup.service");
        assertThat(machine.succeed(psql + "'SELECT count(*) FROM kept'")).isEqualTo("1000\n");
    }
}
