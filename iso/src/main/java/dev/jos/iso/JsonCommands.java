package dev.jos.iso;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.jos.host.LineChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// Commands and answers as lines of JSON, as QEMU's monitor and its guest agent speak them; see the QEMU QMP Reference
/// Manual and the QEMU Guest Agent Protocol Reference.
final class JsonCommands implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final LineChannel channel;
    private final String peer;

    private JsonCommands(LineChannel channel, String peer) {
        this.channel = channel;
        this.peer = peer;
    }

    /// @param peer who answers, as the subject of a message
    static JsonCommands connect(Path socket, String peer) throws IOException {
        return new JsonCommands(LineChannel.connect(socket), peer);
    }

    /// Carries out one command and returns its answer. Greetings and events in between are left out.
    ///
    /// @throws IOException with the words of whoever answers, if it refuses
    synchronized JsonElement execute(String command, JsonObject arguments) throws IOException {
        JsonObject request = new JsonObject();
        request.addProperty("execute", command);
        request.add("arguments", arguments);
        channel.send(request.toString());
        while (true) {
            String line = channel.receive(PATIENCE)
                    .orElseThrow(() -> new IOException(peer + " did not answer `" + command + "`"));
            JsonObject reply = JsonParser.parseString(line).getAsJsonObject();
            if (reply.has("error")) {
                String reason = reply.getAsJsonObject("error").get("desc").getAsString();
                throw new IOException(peer + " refused `" + command + "`: " + reason);
            }
            if (reply.has("return")) {
                return reply.get("return");
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
