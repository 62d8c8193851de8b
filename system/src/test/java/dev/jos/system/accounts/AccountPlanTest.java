package dev.jos.system.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.modules.GroupAccount;
import dev.jos.modules.UserAccount;
import dev.jos.packages.lock.AccountIds;
import dev.jos.packages.lock.AccountIdsExhausted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AccountPlanTest {

    private final AccountPlan plan = new AccountPlan();

    @Test
    void debians_fixed_accounts_keep_their_numbers() throws AccountIdsExhausted {
        masters();

        assertThat(tables(AccountIds.NONE).passwd()).isEqualTo("""
                root:x:0:0:root:/root:/bin/bash
                daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
                """);
    }

    @Test
    void what_a_configuration_says_about_root_holds() throws AccountIdsExhausted {
        plan.addConfigured(List.of(user("root", "$6$hash", List.of())), List.of());
        masters();

        assertThat(tables(AccountIds.NONE).shadow()).startsWith("root:$6$hash:::::::\n");
    }

    @Test
    void a_person_without_a_password_cannot_log_in_by_one() throws AccountIdsExhausted {
        plan.addConfigured(List.of(user("alice", "!", List.of())), List.of());

        assertThat(tables(AccountIds.NONE).shadow()).isEqualTo("alice:!:::::::\n");
    }

    @Test
    void people_get_numbers_from_1000_and_services_from_100() throws AccountIdsExhausted {
        plan.addConfigured(List.of(user("alice", "!", List.of())), List.of());
        plan.addSysusers("u sshd - \"SSH daemon\" /run/sshd\n");

        AccountIds ids = plan.allocate(AccountIds.NONE);

        assertThat(ids.users()).containsEntry("alice", 1000).containsEntry("sshd", 100);
        assertThat(ids.groups()).containsEntry("alice", 1000).containsEntry("sshd", 100);
    }

    @Test
    void numbers_in_the_lock_are_kept() throws AccountIdsExhausted {
        plan.addSysusers("u sshd -\nu aaa -\n");
        var known = new AccountIds(Map.of("sshd", 150), Map.of("sshd", 151));

        AccountIds ids = plan.allocate(known);

        assertThat(ids.users()).containsEntry("sshd", 150);
        assertThat(ids.groups()).containsEntry("sshd", 151);
        assertThat(plan.allocate(ids)).isEqualTo(ids);
    }

    @Test
    void groups_know_their_members() throws AccountIdsExhausted {
        plan.addConfigured(
                List.of(user("alice", "!", List.of("sudo"))),
                List.of(new GroupAccount("sudo", OptionalInt.of(27), true, List.of("bob"))));

        assertThat(tables(AccountIds.NONE).group()).contains("sudo:x:27:alice,bob\n");
    }

    @Test
    void sysusers_lines_of_all_kinds_are_understood() throws AccountIdsExhausted {
        plan.addSysusers("""
                # a comment
                g shared 444
                u fixed 300:shared "A, B" /var/lib/x /bin/sh
                u! locked - -
                m fixed extra
                r - 500-900
                """);

        AccountTables tables = tables(AccountIds.NONE);

        assertThat(tables.passwd()).contains("fixed:x:300:444:A, B:/var/lib/x:/bin/sh\n", "locked:x:");
        assertThat(tables.group()).contains("shared:x:444:\n", ":fixed\n");
    }

    @Test
    void people_have_numbers_for_containers_that_follow_from_their_own() throws AccountIdsExhausted {
        masters();
        plan.addConfigured(List.of(user("bob", "!", List.of()), user("alice", "!", List.of())), List.of());

        assertThat(tables(AccountIds.NONE).subordinateIds()).isEqualTo("""
                alice:100000:65536
                bob:165536:65536
                """);
    }

    @Test
    void the_order_of_asking_does_not_decide_numbers() throws AccountIdsExhausted {
        plan.addSysusers("u b -\nu a -\n");
        var other = new AccountPlan();
        other.addSysusers("u a -\nu b -\n");

        assertThat(plan.allocate(AccountIds.NONE)).isEqualTo(other.allocate(AccountIds.NONE));
    }

    private void masters() {
        plan.addMasters(
                "root:*:0:0:root:/root:/bin/bash\ndaemon:*:1:1:daemon:/usr/sbin:/usr/sbin/nologin\n",
                "root:*:0:\ndaemon:*:1:\n");
    }

    private AccountTables tables(AccountIds known) throws AccountIdsExhausted {
        return plan.tables(plan.allocate(known));
    }

    private static UserAccount user(String name, String password, List<String> groups) {
        return new UserAccount(
                name,
                OptionalInt.empty(),
                name,
                groups,
                true,
                "",
                "/home/" + name,
                OptionalInt.of(0700),
                "/bin/bash",
                password.equals("!") ? Optional.empty() : Optional.of(password),
                List.of());
    }
}
