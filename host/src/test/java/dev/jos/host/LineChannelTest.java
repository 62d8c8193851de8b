package dev.jos.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineChannelTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private ServerSocketChannel server;
    private LineChannel channel;
    private SocketChannel other;

    @BeforeEach
    void connect() throws IOException {
        Path path = directory.resolve("socket");
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        channel = LineChannel.connect(path);
        other = server.accept();
    }

    @AfterEach
    void close() throws IOException {
        channel.close();
        other.close();
        server.close();
    }

    @Test
    void lines_arrive_one_by_one_however_they_were_sent() throws IOException {
        say("first\nsec");
        say("ond\n");

        assertThat(channel.receive(PATIENCE)).contains("first");
        assertThat(channel.receive(PATIENCE)).contains("second");
    }

    @Test
    void a_line_sent_ends_with_a_line_feed() throws IOException {
        channel.send("grün");

        ByteBuffer got = ByteBuffer.allocate(6);
        while (got.hasRemaining() && other.read(got) >= 0) {}
        assertThat(new String(got.array(), StandardCharsets.UTF_8)).isEqualTo("grün\n");
    }

    @Test
    void nothing_is_said_when_nothing_comes_in_time() throws IOException {
        assertThat(channel.receive(Duration.ofMillis(1))).isEmpty();
    }

    @Test
    void the_end_is_told_again_and_again_after_the_last_line() throws IOException {
        say("last\n");
        other.close();

        assertThat(channel.receive(PATIENCE)).contains("last");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> channel.receive(PATIENCE))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the other side has closed the connection");
        }
    }

    @Test
    void a_place_where_nobody_listens_cannot_be_connected_to() {
        assertThatThrownBy(() -> LineChannel.connect(directory.resolve("nobody")))
                .isInstanceOf(IOException.class);
    }

    private void say(String text) throws IOException {
        other.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
}
