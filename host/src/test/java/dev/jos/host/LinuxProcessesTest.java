package dev.jos.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxProcessesTest {

    private final ProcessRunner processes = new LinuxProcesses();

    @Test
    void arguments_arrive_as_they_are() throws IOException {
        ProcessResult result = processes.run(Command.of("printf", "%s|", "a b", "$HOME", "", "*", "ä'\""));

        assertThat(result.text()).isEqualTo("a b|$HOME||*|ä'\"|");
        assertThat(result.status()).isZero();
    }

    @Test
    void the_environment_is_what_the_command_says_and_nothing_else() throws IOException {
        ProcessResult result = processes.run(Command.of("env").env("GREETING", "hello"));

        assertThat(result.text().lines().map(line -> line.substring(0, line.indexOf('='))))
                .containsExactlyInAnyOrder("PATH", "LC_ALL", "GREETING");
    }

    @Test
    void standard_input_is_empty_unless_given(@TempDir Path root) throws IOException {
        Path file = Files.writeString(root.resolve("file"), "from a file");

        assertThat(processes.run(Command.of("cat")).text()).isEmpty();
        assertThat(processes.run(Command.of("cat").stdin(file)).text()).isEqualTo("from a file");
        assertThat(processes
                        .run(Command.of("cat").stdin("given".getBytes(UTF_8)))
                        .text())
                .isEqualTo("given");
    }

    @Test
    void programs_that_run_for_long_do_not_keep_others_from_being_heard() throws IOException {
        List<RunningProcess> running = new ArrayList<>();
        try {
            for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
                running.add(processes.start(Command.of("sleep", "1000")));
            }

            assertThat(processes.run(Command.of("echo", "hello")).text()).isEqualTo("hello\n");
        } finally {
            running.forEach(RunningProcess::close);
        }
    }

    @Test
    void a_program_need_not_read_what_it_is_given() throws IOException {
        assertThat(processes.run(Command.of("true").stdin(new byte[1 << 20])).status())
                .isZero();
    }

    @Test
    void a_failure_says_the_status_and_the_end_of_what_the_program_complained_about() {
        Command command = Command.of(
                "sh", "-c", "i=0; while [ $i -lt 3000 ]; do echo complaint $i >&2; i=$((i+1)); done; exit 3");

        assertThatThrownBy(() -> processes.run(command)).isInstanceOfSatisfying(CommandFailed.class, e -> {
            assertThat(e.result().status()).isEqualTo(3);
            assertThat(e).message().startsWith("`sh` failed with status 3").endsWith("complaint 2999");
            assertThat(e).message().hasSizeLessThan(20_000);
        });
    }

    @Test
    void a_program_that_does_not_exist_is_told_apart() {
        assertThatThrownBy(() -> processes.run(Command.of("no-such-program-anywhere")))
                .isInstanceOf(CommandNotStarted.class)
                .hasMessageStartingWith("`no-such-program-anywhere` could not be started");
    }

    @Test
    void output_beyond_the_limit_is_dropped_without_blocking_the_program() throws IOException {
        Command command = Command.of("head", "-c", "3000000", "/dev/zero").stdout(new Command.Output.Captured(1000));

        assertThat(processes.run(command).output()).hasSize(1000);
    }

    @Test
    void output_can_go_to_a_file(@TempDir Path root) throws IOException {
        Path file = root.resolve("out");
        processes.run(Command.of("echo", "one").stdout(new Command.Output.ToFile(file)));
        processes.run(Command.of("echo", "two").stdout(new Command.Output.AppendedTo(file)));

        assertThat(file).hasContent("one\ntwo");
    }

    @Test
    void the_working_directory_can_be_chosen(@TempDir Path root) throws IOException {
        assertThat(processes.run(Command.of("pwd").directory(root)).text().strip())
                .isEqualTo(root.toRealPath().toString());
    }

    @Test
    void a_time_out_kills_the_program_with_all_its_children(@TempDir Path root) throws Exception {
        Path pids = root.resolve("pids");
        Command command = Command.of(
                        "sh",
                        "-c",
                        "sleep 300 & echo $! > \"$0\"; sh -c 'sleep 300 & echo $! >> \"$0\"; wait' \"$0\"",
                        pids.toString())
                .timeout(Duration.ofMillis(1500));

        assertThatThrownBy(() -> processes.run(command)).isInstanceOf(CommandTimedOut.class);

        for (String pid : Files.readAllLines(pids)) {
            ProcessHandle.of(Long.parseLong(pid))
                    .ifPresent(handle -> assertThat(handle.onExit().completeOnTimeout(handle, 10, TimeUnit.SECONDS))
                            .succeedsWithin(Duration.ofSeconds(11))
                            .extracting(ProcessHandle::isAlive)
                            .isEqualTo(false));
        }
    }

    @Test
    void a_child_that_outlives_its_parent_does_not_hold_up_the_result() throws IOException {
        ProcessResult result = processes.run(Command.of("sh", "-c", "sleep 30 & echo done"));

        assertThat(result.text()).isEqualTo("done\n");
        assertThat(result.elapsed()).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void one_can_talk_to_a_running_program() throws Exception {
        Command command = Command.of("cat").stdin(new Command.Input.Piped()).stdout(new Command.Output.Piped());

        try (RunningProcess cat = processes.start(command);
                BufferedReader answers = new BufferedReader(new InputStreamReader(cat.output(), UTF_8))) {
            cat.input().write("hello\n".getBytes(UTF_8));
            cat.input().flush();
            assertThat(answers.readLine()).isEqualTo("hello");
            assertThat(cat.isRunning()).isTrue();

            cat.input().close();
            assertThat(cat.await(Duration.ofSeconds(20)).status()).isZero();
        }
    }

    @Test
    void terminating_asks_first() throws IOException {
        Command command = Command.of("sh", "-c", "trap 'exit 7' TERM; echo ready; while :; do sleep 0.05; done")
                .stdout(new Command.Output.Piped());

        try (RunningProcess process = processes.start(command)) {
            assertThat(process.output().read()).isEqualTo('r');
            process.terminate(Duration.ofSeconds(20));
            assertThat(process.await(Duration.ofSeconds(20)).status()).isEqualTo(7);
        }
    }

    @Test
    void a_command_prints_as_one_would_type_it() {
        assertThat(Command.of("printf", "%s", "a b", "it's")).hasToString("printf %s 'a b' 'it'\\''s'");
    }
}
