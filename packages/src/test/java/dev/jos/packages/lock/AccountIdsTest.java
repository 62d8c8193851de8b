package dev.jos.packages.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AccountIdsTest {

    @Test
    void new_names_get_the_next_numbers_in_alphabetical_order() throws AccountIdsExhausted {
        AccountIds ids = AccountIds.NONE.allocate(List.of("sshd", "dbus"), List.of("ssl-cert", "dbus"), Set.of(101));

        assertThat(ids.users()).isEqualTo(Map.of("dbus", 100, "sshd", 102));
        assertThat(ids.groups()).isEqualTo(Map.of("dbus", 100, "ssl-cert", 103));
    }

    @Test
    void names_keep_their_numbers_and_numbers_of_the_gone_are_not_reused() throws AccountIdsExhausted {
        AccountIds before = AccountIds.NONE.allocate(List.of("b", "c"), List.of(), Set.of());

        AccountIds after = before.allocate(List.of("a", "c"), List.of(), Set.of());

        assertThat(after.users()).isEqualTo(Map.of("a", 102, "b", 100, "c", 101));
    }

    @Test
    void a_group_that_comes_later_gets_the_number_of_its_user() throws AccountIdsExhausted {
        AccountIds ids = AccountIds.NONE
                .allocate(List.of("a", "b"), List.of(), Set.of())
                .allocate(List.of(), List.of("b"), Set.of());

        assertThat(ids.groups()).isEqualTo(Map.of("b", 101));
    }

    @Test
    void when_all_are_given_out_the_name_is_told() throws AccountIdsExhausted {
        AccountIds full = AccountIds.NONE.allocate(
                IntStream.rangeClosed(100, 999).mapToObj(i -> "u" + i).toList(), List.of(), Set.of());

        assertThatThrownBy(() -> full.allocate(List.of("late"), List.of(), Set.of()))
                .isInstanceOf(AccountIdsExhausted.class)
                .hasMessageContaining("`late`");
    }
}
