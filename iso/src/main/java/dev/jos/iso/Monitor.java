package dev.jos.iso;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// QEMU's control socket; see the QEMU QMP Reference Manual.
final class Monitor implements AutoCloseable {

    private final JsonCommands commands;

    private Monitor(JsonCommands commands) {
        this.commands = commands;
    }

    static Monitor connect(Path socket) throws IOException {
        Monitor monitor = new Monitor(JsonCommands.connect(socket, "QEMU"));
        monitor.execute("qmp_capabilities");
        return monitor;
    }

    /// Carries out one command and returns its answer.
    ///
    /// @throws IOException with QEMU's words if it refuses
    JsonElement execute(String command, JsonObject arguments) throws IOException {
        return commands.execute(command, arguments);
    }

    void execute(String command) throws IOException {
        execute(command, new JsonObject());
    }

    /// Which port of 127.0.0.1 leads to which TCP port of the guest, by the guest's port.
    Map<Integer, Integer> forwardedPorts() throws IOException {
        JsonObject arguments = new JsonObject();
        arguments.addProperty("command-line", "info usernet");
        return forwardedPorts(execute("human-monitor-command", arguments).getAsString());
    }

    /// Reads the table that `info usernet` prints: protocol, descriptor, source address and port, destination address
    /// and port, two queue lengths.
    static Map<Integer, Integer> forwardedPorts(String table) {
        Pattern row = Pattern.compile("TCP\\[HOST_FORWARD\\]\\s+\\d+\\s+\\S+\\s+(\\d+)\\s+\\S+\\s+(\\d+)");
        Map<Integer, Integer> ports = new HashMap<>();
        for (Matcher match = row.matcher(table); match.find(); ) {
            ports.put(Integer.valueOf(match.group(2)), Integer.valueOf(match.group(1)));
        }
        return ports;
    }

    /// Presses a key and lets it go.
    void pressKey(String name) throws IOException {
        JsonObject key = new JsonObject();
        key.addProperty("type", "qcode");
        key.addProperty("data", name);
        JsonArray together = new JsonArray();
        together.add(key);
        JsonObject arguments = new JsonObject();
        arguments.add("keys", together);
        execute("send-key", arguments);
    }

    /// The port on which QEMU shows the screen by VNC.
    int vncPort() throws IOException {
        JsonObject server = execute("query-vnc", new JsonObject()).getAsJsonObject();
        return server.get("service").getAsInt();
    }

    @Override
    public void close() throws IOException {
        commands.close();
    }
}
