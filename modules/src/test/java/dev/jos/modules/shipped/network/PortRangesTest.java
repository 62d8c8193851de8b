package dev.jos.modules.shipped.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortRangesTest {

    @Test
    void overlapping_ranges_become_one() {
        assertThat(PortRanges.of(List.of("80-90", "85-100", "22", "90", "22-23"))
                        .and(Set.of(443))
                        .texts())
                .containsExactly("22-23", "80-100", "443");
    }

    @Test
    void they_hold_just_the_ports_that_were_said_and_none_twice() {
        var random = new Random(7);
        for (int round = 0; round < 200; round++) {
            var said = new LinkedHashSet<String>();
            var expected = new BitSet();
            for (int i = 0; i < 8; i++) {
                int first = 1 + random.nextInt(60);
                int last = first + random.nextInt(12);
                said.add(first == last ? "" + first : first + "-" + last);
                expected.set(first, last + 1);
            }

            var ports = new BitSet();
            for (String range : PortRanges.of(said).texts()) {
                var ends = range.split("-", -1);
                int last = Integer.parseInt(ends[ends.length - 1]);
                for (int port = Integer.parseInt(ends[0]); port <= last; port++) {
                    assertThat(ports.get(port))
                            .describedAs("%s twice in %s", port, said)
                            .isFalse();
                    ports.set(port);
                }
            }
            assertThat(ports).isEqualTo(expected);
        }
    }
}
