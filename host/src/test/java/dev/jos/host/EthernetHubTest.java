package dev.jos.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EthernetHubTest {

    private EthernetHub hub;

    @BeforeEach
    void openHub() throws IOException {
        hub = EthernetHub.open();
    }

    @AfterEach
    void closeHub() throws IOException {
        hub.close();
    }

    /// A machine that speaks as QEMU does.
    private record Wire(DataOutputStream out, DataInputStream in) implements AutoCloseable {

        void send(String frame) throws IOException {
            out.write(encoded(frame));
        }

        String receive() throws IOException {
            return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    private Wire connect() throws IOException {
        Path socket = hub.directory().resolve(EthernetHub.SOCKET);
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        return new Wire(
                new DataOutputStream(Channels.newOutputStream(channel)),
                new DataInputStream(Channels.newInputStream(channel)));
    }

    private static byte[] encoded(String frame) {
        byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    @Test
    void what_one_sends_all_others_get() throws IOException {
        try (Wire a = connect();
                Wire b = connect();
                Wire c = connect()) {
            a.send("from a");
            assertThat(b.receive()).isEqualTo("from a");
            assertThat(c.receive()).isEqualTo("from a");

            b.send("from b");
            assertThat(a.receive()).isEqualTo("from b");
            assertThat(c.receive()).isEqualTo("from b");
        }
    }

    @Test
    void frames_arrive_whole_however_they_were_cut() throws IOException {
        try (Wire a = connect();
                Wire b = connect()) {
            byte[] two = (new String(encoded("first"), StandardCharsets.ISO_8859_1)
                            + new String(encoded("second"), StandardCharsets.ISO_8859_1))
                    .getBytes(StandardCharsets.ISO_8859_1);
            for (byte each : two) {
                a.out().write(each);
            }

            assertThat(b.receive()).isEqualTo("first");
            assertThat(b.receive()).isEqualTo("second");
        }
    }

    @Test
    void who_does_not_listen_holds_nobody_up() throws IOException {
        String frame = "x".repeat(1500);
        try (Wire a = connect();
                Wire b = connect();
                Wire deaf = connect()) {
            for (int i = 0; i < 4000; i++) {
                a.send(frame);
                assertThat(b.receive()).isEqualTo(frame);
            }

            assertThat(deaf.receive()).isEqualTo(frame);
        }
    }

    @Test
    void the_end_of_one_is_not_the_end_of_the_others() throws IOException {
        try (Wire a = connect();
                Wire b = connect()) {
            connect().close();
            try (Wire broken = connect()) {
                broken.out().writeInt(Integer.MAX_VALUE);
                assertThatThrownBy(broken::receive).isInstanceOf(EOFException.class);
            }

            a.send("still here");

            assertThat(b.receive()).isEqualTo("still here");
        }
    }

    @Test
    void closing_cuts_everybody_off_and_leaves_nothing() throws IOException {
        try (Wire a = connect()) {
            hub.close();

            assertThatThrownBy(a::receive).isInstanceOf(EOFException.class);
            assertThat(hub.directory()).doesNotExist();
        }
    }
}
