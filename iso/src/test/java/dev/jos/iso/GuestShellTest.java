package dev.jos.iso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestShellTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @Test
    void an_answer_carries_status_output_and_errors() throws IOException {
        assertThat(GuestShell.parse("done 1 3 " + encoded("out\n") + ". " + encoded("err") + "."))
                .isEqualTo(new GuestResult(3, "out\n", "err"));
    }

    @Test
    void empty_output_is_no_output() throws IOException {
        assertThat(GuestShell.parse("done 1 0 . .")).isEqualTo(new GuestResult(0, "", ""));
    }

    @Test
    void anything_else_is_no_answer() {
        assertThatThrownBy(() -> GuestShell.parse("done 1 0")).hasMessageContaining("done 1 0");
    }

    @Test
    void the_shell_takes_little_of_the_kernel_command_line() {
        assertThat(String.join(" ", GuestShell.kernelParameters()))
                .contains("systemd.extra-unit.jos-shell.service:")
                .hasSizeLessThan(900);
    }

    @Test
    void the_shell_waits_for_its_port_without_asking_again_and_again() {
        String parameter = GuestShell.kernelParameters().getFirst();
        String unit = new String(
                Base64.getDecoder().decode(parameter.substring(parameter.lastIndexOf(':') + 1)),
                StandardCharsets.UTF_8);

        assertThat(unit)
                .contains(
                        "\nWants=dev-virtio\\x2dports-jos.shell.device\n",
                        "\nAfter=dev-virtio\\x2dports-jos.shell.device\n");
    }

    @Test
    void a_guest_is_told_how_to_run_commands_once_it_greets() throws IOException {
        Path path = directory.resolve("s");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            CompletableFuture<String> guest = CompletableFuture.supplyAsync(() -> answerOneCommand(server));
            try (GuestShell shell = GuestShell.connect(path)) {
                assertThat(shell.await(PATIENCE)).isTrue();
                assertThat(shell.run("echo hello", PATIENCE, PATIENCE)).contains(new GuestResult(0, "hello\n", ""));
            }
            assertThat(guest.join()).isEqualTo("run 1 20 " + encoded("echo hello"));
        }
    }

    /// Greets, takes the protocol, and answers one command; returns what it was asked.
    private static String answerOneCommand(ServerSocketChannel server) {
        try (SocketChannel socket = server.accept();
                BufferedReader in = new BufferedReader(Channels.newReader(socket, StandardCharsets.UTF_8));
                BufferedWriter out = new BufferedWriter(Channels.newWriter(socket, StandardCharsets.UTF_8))) {
            out.write("jos-shell\n");
            out.flush();
            String protocol = in.readLine();
            String journal = in.readLine();
            String command = in.readLine();
            out.write("done 1 0 " + encoded("hello\n") + ". .\n");
            out.flush();
            in.readLine();
            return protocol.startsWith("run()") && journal.contains("journalctl") ? command : protocol;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
