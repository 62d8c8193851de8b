package dev.jos.host;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// A network of virtual machines: what one of them sends, all the others get.
///
/// They connect to a Unix-domain socket, as the backend `stream` of QEMU does (qemu(1), `-netdev stream`), at any
/// time. Who does not take what the others send loses it, as on any Ethernet, and holds nobody up.
public final class EthernetHub implements AutoCloseable {

    /// The name of the socket that machines connect to.
    public static final String SOCKET = "hub";

    private final Path directory;
    private final ServerSocketChannel server;
    private final Selector selector;
    private final Thread thread;
    private volatile boolean closed;

    private EthernetHub(Path directory, ServerSocketChannel server, Selector selector) {
        this.directory = directory;
        this.server = server;
        this.selector = selector;
        this.thread = Thread.ofPlatform().daemon().name("ethernet-hub").unstarted(this::run);
    }

    /// Begins to listen on a socket in a directory of its own.
    public static EthernetHub open() throws IOException {
        // Short, because the path of a socket holds 107 bytes at most.
        Path directory = Files.createTempDirectory("jos-net-");
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(directory.resolve(SOCKET)));
        server.configureBlocking(false);
        Selector selector = Selector.open();
        server.register(selector, SelectionKey.OP_ACCEPT);
        EthernetHub hub = new EthernetHub(directory, server, selector);
        hub.thread.start();
        return hub;
    }

    /// The directory with the socket, and nothing else.
    public Path directory() {
        return directory;
    }

    private void run() {
        try {
            while (!closed) {
                selector.select();
                // First of all, so that whoever is connected gets everything that is sent from then on.
                letIn();
                selector.selectedKeys().forEach(this::serve);
                selector.selectedKeys().clear();
            }
        } catch (IOException _) {
            // Nobody can be served any more: to the machines it is as if the hub had lost its power.
        }
    }

    private void letIn() throws IOException {
        for (SocketChannel machine = server.accept(); machine != null; machine = server.accept()) {
            machine.configureBlocking(false);
            SelectionKey key = machine.register(selector, SelectionKey.OP_READ);
            key.attach(new HubPort(machine, key));
        }
    }

    private void serve(SelectionKey key) {
        if (!key.isValid() || !(key.attachment() instanceof HubPort port)) {
            return;
        }
        try {
            if (key.isWritable()) {
                port.flush();
            }
            if (key.isReadable()) {
                port.receive(frame -> sendToOthers(frame, key));
            }
        } catch (IOException _) {
            // This machine has ended; the others are none the worse.
            port.close();
        }
    }

    private void sendToOthers(ByteBuffer frame, SelectionKey sender) {
        for (SelectionKey key : selector.keys()) {
            if (!key.equals(sender) && key.isValid() && key.attachment() instanceof HubPort port) {
                try {
                    port.send(frame);
                } catch (IOException _) {
                    port.close();
                }
            }
        }
    }

    /// Cuts all machines off.
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
        Files.deleteIfExists(directory.resolve(SOCKET));
        Files.deleteIfExists(directory);
    }
}
