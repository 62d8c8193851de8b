package dev.jos.iso;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// QEMU's control socket; see the QEMU QMP Reference Manual.
final class Monitor implements AutoCloseable {

    private static final String JOB = "jos";
    private static final Duration GLANCE = Duration.ofMillis(20);

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

    /// Carries out a command that QEMU calls a job, to its end.
    ///
    /// @throws IOException with QEMU's words if it fails
    void job(String command, JsonObject arguments) throws IOException {
        arguments.addProperty("job-id", JOB);
        execute(command, arguments);
        JsonObject job = ownJob();
        while (!job.get("status").getAsString().equals("concluded")) {
            Pause.of(GLANCE);
            job = ownJob();
        }
        JsonObject done = new JsonObject();
        done.addProperty("id", JOB);
        execute("job-dismiss", done);
        if (job.has("error")) {
            throw new IOException(
                    "QEMU failed at `" + command + "`: " + job.get("error").getAsString());
        }
    }

    private JsonObject ownJob() throws IOException {
        for (JsonElement each : execute("query-jobs", new JsonObject()).getAsJsonArray()) {
            JsonObject job = each.getAsJsonObject();
            if (job.get("id").getAsString().equals(JOB)) {
                return job;
            }
        }
        throw new IOException("QEMU has forgotten its job");
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

    /// Presses keys, joined by `-`, at the same time, and lets them go.
    void pressKey(String names) throws IOException {
        execute("send-key", keys(names));
    }

    static JsonObject keys(String names) {
        JsonArray together = new JsonArray();
        for (String name : names.split("-", -1)) {
            JsonObject key = new JsonObject();
            key.addProperty("type", "qcode");
            key.addProperty("data", name);
            together.add(key);
        }
        JsonObject arguments = new JsonObject();
        arguments.add("keys", together);
        return arguments;
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
