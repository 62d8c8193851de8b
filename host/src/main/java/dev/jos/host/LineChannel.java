package dev.jos.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Lines of text over a Unix-domain socket. A thread reads all the time, so that nobody blocks for ever.
public final class LineChannel implements AutoCloseable {

    private final SocketChannel socket;
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

    private LineChannel(SocketChannel socket) {
        this.socket = socket;
    }

    /// Connects to the socket at `path`, which must be listening.
    public static LineChannel connect(Path path) throws IOException {
        SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            socket.connect(UnixDomainSocketAddress.of(path));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        LineChannel channel = new LineChannel(socket);
        // No virtual thread: whoever waits for a machine must be woken in time, whatever else this process does.
        Thread.ofPlatform().daemon().name("line-channel").start(channel::read);
        return channel;
    }

    /// Sends `line` and the end of the line.
    public void send(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            socket.write(bytes);
        }
    }

    /// The next line, or nothing when none comes within `patience`.
    ///
    /// @throws IOException if the other side has closed
    public Optional<String> receive(Duration patience) throws IOException {
        try {
            Optional<String> line = lines.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null) {
                return Optional.empty();
            }
            if (line.isEmpty()) {
                lines.add(line);
                throw new IOException("the other side has closed the connection");
            }
            return line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void read() {
        try (BufferedReader in = new BufferedReader(Channels.newReader(socket, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(Optional.of(line));
            }
        } catch (IOException _) {
            // Closed, by whichever side: the end is all that a reader has to know.
        } finally {
            lines.add(Optional.empty());
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
