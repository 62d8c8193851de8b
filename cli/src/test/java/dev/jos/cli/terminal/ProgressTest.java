package dev.jos.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.host.Progress;
import dev.jos.host.Progress.Unit;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void without_a_terminal_there_is_a_line_at_the_start_and_one_at_the_end() {
        Progress progress = new ProgressLines(out);

        try (Progress.Task task = progress.start("Importing packages", 163, Unit.ITEMS)) {
            task.advance(100);
            task.advance(63);
        }

        assertThat(printed()).matches("Importing packages \\(163\\) …\nImporting packages: 163 in [0-9.]+ s\n");
    }

    @Test
    void a_bar_fits_the_terminal_and_leaves_nothing_behind() {
        Progress progress = new ProgressBars(out, () -> 100, Style.PLAIN);

        Progress.Task task = progress.start("Downloading", 1_000_000, Unit.BYTES);
        Progress.Task other = progress.start("Importing", 0, Unit.ITEMS);
        assertThat(printed().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThan(120));
        assertThat(printed()).contains("Downloading").contains("0 B / 1.00 MB");
        other.close();
        task.close();

        assertThat(printed()).endsWith("\u001b[1A\r\u001b[2K");
    }

    @Test
    void waiting_shows_nothing_but_time() {
        new ProgressLines(out)
                .start("Waiting for another jos (pid 4711)", 0, Unit.TIME)
                .close();
        assertThat(printed())
                .matches(
                        "Waiting for another jos \\(pid 4711\\) …\nWaiting for another jos \\(pid 4711\\): [0-9.]+ s\n");

        bytes.reset();
        Progress.Task bar =
                new ProgressBars(out, () -> 100, Style.PLAIN).start("Waiting for another jos (pid 4711)", 0, Unit.TIME);
        assertThat(printed()).isEqualTo("Waiting for another jos (pid 4711) …\n");
        bar.close();
    }

    @Test
    void amounts_have_three_digits() {
        assertThat(Amounts.bytes(0)).isEqualTo("0 B");
        assertThat(Amounts.bytes(999)).isEqualTo("999 B");
        assertThat(Amounts.bytes(2_134_000)).isEqualTo("2.13 MB");
        assertThat(Amounts.bytes(88_400_000)).isEqualTo("88.4 MB");
        assertThat(Amounts.bytes(999_600_000)).isEqualTo("1.00 GB");
        assertThat(Amounts.time(Duration.ofMillis(420))).isEqualTo("0.42 s");
        assertThat(Amounts.time(Duration.ofSeconds(200))).isEqualTo("3 min 20 s");
        assertThat(Amounts.count(1, "package")).isEqualTo("1 package");
        assertThat(Amounts.count(0, "package")).isEqualTo("0 packages");
    }

    @Test
    void a_table_aligns_its_columns() {
        assertThat(new Table("name", "size")
                        .row("a", "9 kB")
                        .row("longer", "1.2 MB")
                        .lines(Style.PLAIN))
                .containsExactly("name      size", "a         9 kB", "longer  1.2 MB");
    }
}
