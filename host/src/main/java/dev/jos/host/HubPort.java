package dev.jos.host;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/// One machine on an [EthernetHub]. On the socket each frame follows its length, four bytes with the highest first.
final class HubPort {

    /// What QEMU takes for a frame at most, `NET_BUFSIZE`.
    private static final int LONGEST = 4096 + 65536;

    /// What waits for a machine at most; about as much as the queue of a real switch.
    private static final int QUEUE = 1 << 19;

    private final SocketChannel machine;
    private final SelectionKey key;
    private final ByteBuffer received = ByteBuffer.allocate(Integer.BYTES + LONGEST);
    private final ByteBuffer waiting = ByteBuffer.allocate(QUEUE);

    HubPort(SocketChannel machine, SelectionKey key) {
        this.machine = machine;
        this.key = key;
    }

    /// Reads what is there and hands over the frames that are complete, each with its length before it.
    ///
    /// @throws IOException if the machine has closed, or sends what is no frame
    void receive(Consumer<ByteBuffer> frames) throws IOException {
        if (machine.read(received) < 0) {
            throw new EOFException();
        }
        received.flip();
        while (received.remaining() >= Integer.BYTES) {
            int length = received.getInt(received.position());
            if (length < 0 || length > LONGEST) {
                throw new IOException("a frame of " + length + " bytes");
            }
            int whole = Integer.BYTES + length;
            if (received.remaining() < whole) {
                break;
            }
            frames.accept(received.slice(received.position(), whole));
            received.position(received.position() + whole);
        }
        received.compact();
    }

    /// Sends a frame that has its length before it, soon or never.
    void send(ByteBuffer frame) throws IOException {
        if (frame.remaining() <= waiting.remaining()) {
            waiting.put(frame.duplicate());
            flush();
        }
    }

    /// Writes as much as the machine takes.
    void flush() throws IOException {
        waiting.flip();
        machine.write(waiting);
        waiting.compact();
        key.interestOps(waiting.position() == 0 ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    void close() {
        key.cancel();
        try {
            machine.close();
        } catch (IOException _) {
            // It is of no use any more, closed or not.
        }
    }
}
