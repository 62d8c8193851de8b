package dev.jos.modules.units;

import java.util.List;

/// A socket: systemd.socket(5).
public final class SocketUnit extends Unit<SocketUnit> {

    SocketUnit(String name) {
        super(name, "Socket", List.of("sockets.target"));
    }

    @Override
    SocketUnit self() {
        return this;
    }

    /// Listens for connections on a TCP port of every address.
    public SocketUnit listen(int port) {
        return listen(Integer.toString(port));
    }

    /// Listens for connections: a port, an address with a port, or the path of a Unix socket.
    public SocketUnit listen(String address) {
        return set("ListenStream", address);
    }

    /// Listens for datagrams: a port, an address with a port, or the path of a Unix socket.
    public SocketUnit listenForDatagrams(String address) {
        return set("ListenDatagram", address);
    }

    /// Starts a process of its own for each connection.
    public SocketUnit accepts() {
        return set("Accept", "true");
    }

    /// Who may use a Unix socket: its owner, group, and permissions in octal such as `0660`.
    public SocketUnit access(String user, String group, String mode) {
        return set("SocketUser", user).set("SocketGroup", group).set("SocketMode", mode);
    }

    /// Starts another unit than the service of the same name.
    public SocketUnit starts(String unit) {
        return set("Service", unit);
    }
}
