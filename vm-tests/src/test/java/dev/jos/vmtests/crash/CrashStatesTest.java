package dev.jos.vmtests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CrashStatesTest {

    @Test
    void what_was_written_before_a_flush_is_there_and_of_what_comes_after_it_any_part() throws IOException {
        Set<String> states = states(
                "....", new LogBuilder().write(0, "a").flush().write(1, "b").write(2, "c"));

        assertThat(states).containsExactlyInAnyOrder("....", "a...", "ab..", "a.c.", "abc.");
    }

    @Test
    void without_a_flush_later_writes_may_be_there_before_earlier_ones() throws IOException {
        assertThat(states("..", new LogBuilder().write(0, "a").write(1, "b")))
                .containsExactlyInAnyOrder("..", "a.", ".b", "ab");
    }

    @Test
    void writes_to_one_place_keep_their_order() throws IOException {
        assertThat(states(".", new LogBuilder().write(0, "a").write(0, "b").flush()))
                .containsExactlyInAnyOrder(".", "a", "b");
        assertThat(states(
                        ".",
                        new LogBuilder()
                                .write(0, "a")
                                .flush()
                                .write(0, "b")
                                .flush()
                                .write(0, "c")))
                .containsExactlyInAnyOrder(".", "a", "b", "c");
    }

    @Test
    void a_write_is_torn_between_sectors() throws IOException {
        Set<String> states = new TreeSet<>();
        for (long seed = 0; seed < 50; seed++) {
            states.addAll(list("....", new LogBuilder().write(0, "abcd").flush(), seed));
        }

        assertThat(states).containsExactlyInAnyOrder("....", "abcd", "a...", "ab..", "abc.", ".bcd", "..cd", "...d");
    }

    @Test
    void a_forced_write_is_there_at_once_and_makes_nothing_else_durable() throws IOException {
        Set<String> states =
                states("...", new LogBuilder().write(0, "a").force(1, "b").write(2, "c"));

        assertThat(states).containsExactlyInAnyOrder(".b.", "ab.", ".bc", "abc");
    }

    @Test
    void an_older_write_does_not_come_back_over_a_forced_one() throws IOException {
        Set<String> states = states("...", new LogBuilder().write(0, "abc").force(1, "B"));

        assertThat(states).allMatch(state -> state.charAt(1) == 'B').contains(".B.", "aB.", ".Bc", "aBc");
    }

    @Test
    void a_seed_gives_the_same_states_each_time() throws IOException {
        LogBuilder log = new LogBuilder();
        for (int i = 0; i < 40; i++) {
            log.write(i % 10, "xyz".substring(i % 3));
        }

        assertThat(list("............", log, 7)).isEqualTo(list("............", log, 7));
        assertThat(list("............", log, 7)).isNotEqualTo(list("............", log, 8));
    }

    private static Set<String> states(String disk, LogBuilder log) throws IOException {
        return new TreeSet<>(list(disk, log, 1));
    }

    private static List<String> list(String disk, LogBuilder log, long seed) throws IOException {
        Media media = log.on(disk);
        List<String> states = new ArrayList<>();
        new CrashStates(DiskState.of(media), WriteLog.read(media.log()).entries(), 8, seed)
                .forEach(state -> states.add(letters(state.disk(), disk.length())));
        return states;
    }

    private static String letters(DiskState disk, int sectors) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < sectors; i++) {
            letters.append((char) disk.read((long) i * WriteLog.SECTOR, WriteLog.SECTOR)[0]);
        }
        return letters.toString();
    }
}
