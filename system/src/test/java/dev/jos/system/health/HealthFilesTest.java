package dev.jos.system.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.jos.host.Command;
import dev.jos.host.JosRoot;
import dev.jos.host.LinuxProcesses;
import dev.jos.host.ProcessResult;
import dev.jos.host.RunningProcess;
import dev.jos.host.testing.FailingFiles;
import dev.jos.host.testing.PlainSystemCalls;
import dev.jos.modules.HealthCheck;
import dev.jos.store.HardlinkCheckout;
import dev.jos.store.Store;
import dev.jos.store.Tree;
import dev.jos.system.etc.Additions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the programs for real, below a directory of the test.
class HealthFilesTest {

    private static final Duration SOON = Duration.ofSeconds(1);

    @TempDir
    Path temp;

    @Test
    void a_machine_without_checks_is_healthy() throws IOException {
        assertThat(health(List.of()).status()).isZero();
        assertThat(health(List.of(), "--json").text()).isEqualTo("{\"healthy\":true,\"checks\":[]}\n");
    }

    @Test
    void a_port_answers_while_somebody_listens() throws IOException {
        int port;
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
            assertThat(health(List.of(HealthCheck.tcpAnswers("web", port))).text())
                    .isEqualTo("ok      web: port %d of 127.0.0.1 answers\n".formatted(port));
        }

        ProcessResult closed =
                health(List.of(HealthCheck.tcpAnswers("web", port).within(SOON)));

        assertThat(closed.status()).isEqualTo(1);
        assertThat(closed.text()).isEqualTo("""
                FAILED  web: port %d of 127.0.0.1 answers
                        no connection to port %d of 127.0.0.1
                """.formatted(port, port));
    }

    @Test
    void a_socket_counts_once_somebody_listens_on_it() throws IOException {
        Path socket = temp.resolve("a socket");
        var check = HealthCheck.socketListens("db", socket.toString()).within(SOON);

        assertThat(health(List.of(check)).text()).contains("nothing listens on " + socket);
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            assertThat(health(List.of(check)).status()).isZero();
        }
    }

    @Test
    void words_of_a_command_reach_it_as_they_are() throws IOException {
        var check = HealthCheck.succeeds(
                        "words",
                        "sh",
                        "-c",
                        "test \"$1\" = 'a  $b \"c\"' && echo '\\ \"q\"\ttab' >&2; exit 3",
                        "sh",
                        "a  $b \"c\"")
                .describedAs("it is \"so\"")
                .within(SOON);

        var json =
                JsonParser.parseString(health(List.of(check), "--json").text()).getAsJsonObject();

        assertThat(json.get("healthy").getAsBoolean()).isFalse();
        var only = json.getAsJsonArray("checks").get(0).getAsJsonObject();
        assertThat(only.get("description").getAsString()).isEqualTo("it is \"so\"");
        assertThat(only.get("reason").getAsString()).isEqualTo("\\ \"q\"\ttab");
    }

    @Test
    void json_holds_several_checks_and_reasons_of_several_lines() throws IOException {
        var checks = List.of(
                HealthCheck.succeeds("bad", "sh", "-c", "echo one; echo two; false")
                        .within(SOON),
                HealthCheck.succeeds("good", "true").within(SOON));

        assertThat(health(checks, "--json").text()).isEqualTo("""
                {"healthy":false,"checks":[\
                {"name":"bad","description":"`sh -c echo one; echo two; false` succeeds","healthy":false,"reason":"one\\ntwo"},\
                {"name":"good","description":"`true` succeeds","healthy":true,"reason":""}]}
                """);
    }

    @Test
    void a_check_is_repeated_until_it_succeeds() throws IOException {
        Path marker = temp.resolve("marker");
        String second = "test -e %1$s || { touch %1$s; false; }".formatted(marker);

        assertThat(health(List.of(HealthCheck.succeeds("slow", "sh", "-c", second)))
                        .status())
                .isZero();
    }

    @Test
    void a_command_that_hangs_is_given_up() throws IOException {
        var check = HealthCheck.succeeds("hangs", "sleep", "60").within(SOON);

        assertThat(health(List.of(check)).text()).contains("no answer within 1 seconds");
    }

    @Test
    void one_failure_among_several_is_enough_and_names_choose() throws IOException {
        var checks = List.of(
                HealthCheck.succeeds("bad", "false").within(SOON),
                HealthCheck.succeeds("good", "true").within(SOON));

        ProcessResult all = health(checks);
        assertThat(all.status()).isEqualTo(1);
        assertThat(all.text()).isEqualTo("""
                FAILED  bad: `false` succeeds
                        it fails without a word
                ok      good: `true` succeeds
                """);
        assertThat(health(checks, "good").status()).isZero();
        assertThat(health(checks, "worse").status()).isEqualTo(2);
        assertThat(health(checks, "--wrong").errorTail()).contains("usage: health [--json] [NAME...]");
    }

    private ProcessResult health(List<HealthCheck> checks, String... arguments) throws IOException {
        Path view = Files.createTempDirectory(temp, "machine").resolve("view");
        var store = Store.open(new JosRoot(temp.resolve("jos")), FailingFiles.working(), new PlainSystemCalls());
        var tree = Tree.builder();
        try (var batch = store.batch()) {
            HealthFiles.write(checks, new Additions(tree, batch));
            batch.commit();
        }
        HardlinkCheckout.write(tree.build(), store, view);
        var command = Command.of(view.resolve("usr/lib/jos/health").toString()).with(arguments);
        try (RunningProcess process = new LinuxProcesses().start(command)) {
            return process.await(Duration.ofMinutes(1));
        }
    }
}
