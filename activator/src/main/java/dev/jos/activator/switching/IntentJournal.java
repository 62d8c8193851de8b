package dev.jos.activator.switching;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.jos.activator.plan.UnitAction;
import dev.jos.activator.units.UnitName;
import dev.jos.host.DurableFiles;
import dev.jos.host.InterProcessLock;
import dev.jos.system.SystemId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The one switch that is under way, on disk. There is none exactly if every switch so far has ended, well or not.
public final class IntentJournal {

    private static final String INTENT = "intent.json";
    private static final String CONFIRMED = "confirmed";
    private static final String RAN = "ran";
    private static final String FAILED = "failed";
    private static final int REMEMBERED = 100;
    private static final String LOCK = "lock";
    private static final String WORKER = "worker";

    private final Path directory;
    private final DurableFiles files;

    public IntentJournal(MachineLayout layout, DurableFiles files) {
        this.directory = layout.activation();
        this.files = files;
    }

    /// The file that is there exactly while a switch has not ended.
    Path intent() {
        return directory.resolve(INTENT);
    }

    /// Held by whoever asks for a switch, from its plan to its end; two cannot.
    public Path lock() throws IOException {
        files.createDirectories(directory);
        return directory.resolve(LOCK);
    }

    /// Held by the process that carries the switch out, which goes on when the one that asked for it is gone.
    Path workerLock() throws IOException {
        files.createDirectories(directory);
        return directory.resolve(WORKER);
    }

    /// Whether a process is at work on the switch; one that is not and has an intent was interrupted.
    public boolean isWorking() throws IOException {
        if (!Files.exists(directory.resolve(WORKER))) {
            return false;
        }
        Optional<InterProcessLock> free = InterProcessLock.tryShared(directory.resolve(WORKER));
        free.ifPresent(InterProcessLock::close);
        return free.isEmpty();
    }

    public Optional<Intent> read() throws IOException {
        String text;
        try {
            text = Files.readString(directory.resolve(INTENT));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(JsonParser.parseString(text).getAsJsonObject()));
        } catch (JsonParseException | IllegalStateException | IllegalArgumentException | NullPointerException e) {
            throw new IOException(
                    "`" + directory.resolve(INTENT) + "` is damaged: delete it if no switch is under way", e);
        }
    }

    public void write(Intent intent) throws IOException {
        files.write(directory.resolve(INTENT), (render(intent) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /// The switch has ended.
    void clear() throws IOException {
        files.delete(directory.resolve(INTENT));
        files.delete(directory.resolve(CONFIRMED));
    }

    /// Says that all is well with the system that is being switched to.
    public void confirm(SystemId system) throws IOException {
        files.write(directory.resolve(CONFIRMED), (system + "\n").getBytes(StandardCharsets.UTF_8));
    }

    boolean isConfirmed(SystemId system) throws IOException {
        try {
            return Files.readString(directory.resolve(CONFIRMED)).strip().equals(system.toString());
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    /// Notes that the machine was switched from one system to another and is well.
    void hasRun(SystemId from, SystemId to) throws IOException {
        append(RAN, List.of(from, to));
        if (failed().contains(to)) {
            List<SystemId> others = new ArrayList<>(failed());
            others.remove(to);
            write(FAILED, others);
        }
    }

    /// Notes that the machine was switched to a system and was not well.
    void hasFailed(SystemId system) throws IOException {
        append(FAILED, List.of(system));
    }

    /// The systems that this machine was switched to and was well with, the last one at the end.
    public List<SystemId> ran() throws IOException {
        return systems(RAN);
    }

    /// The systems that this machine was last not well with.
    List<SystemId> failed() throws IOException {
        return systems(FAILED);
    }

    private void append(String file, List<SystemId> last) throws IOException {
        List<SystemId> all = new ArrayList<>(systems(file));
        all.removeAll(last);
        all.addAll(last);
        write(file, all);
    }

    private void write(String file, List<SystemId> all) throws IOException {
        StringBuilder text = new StringBuilder();
        all.subList(Math.max(0, all.size() - REMEMBERED), all.size())
                .forEach(each -> text.append(each).append('\n'));
        files.write(directory.resolve(file), text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private List<SystemId> systems(String file) throws IOException {
        try {
            return Files.readAllLines(directory.resolve(file)).stream()
                    .map(SystemId::parse)
                    .toList();
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IllegalArgumentException e) {
            throw new IOException("`" + directory.resolve(file) + "` is damaged: delete it", e);
        }
    }

    private static String render(Intent intent) {
        var json = new JsonObject();
        json.addProperty("from", intent.from().toString());
        json.addProperty("to", intent.to().toString());
        json.addProperty("profile", intent.profile());
        json.addProperty("number", intent.number());
        json.addProperty("bootId", intent.bootId());
        json.addProperty("phase", intent.phase().name());
        intent.confirmWithin().ifPresent(limit -> json.addProperty("confirmWithin", limit.toSeconds()));
        json.addProperty("bootDefault", intent.bootDefault());
        var units = new JsonObject();
        intent.units().forEach((kind, names) -> {
            var list = new JsonArray();
            names.forEach(name -> list.add(name.text()));
            units.add(kind.name(), list);
        });
        json.add("units", units);
        return json.toString();
    }

    private static Intent parse(JsonObject json) {
        Map<UnitAction.Kind, List<UnitName>> units = new EnumMap<>(UnitAction.Kind.class);
        for (Map.Entry<String, JsonElement> each : json.getAsJsonObject("units").entrySet()) {
            List<UnitName> names = new ArrayList<>();
            each.getValue().getAsJsonArray().forEach(name -> names.add(new UnitName(name.getAsString())));
            units.put(UnitAction.Kind.valueOf(each.getKey()), names);
        }
        return new Intent(
                SystemId.parse(json.get("from").getAsString()),
                SystemId.parse(json.get("to").getAsString()),
                json.get("profile").getAsString(),
                json.get("number").getAsInt(),
                json.get("bootId").getAsString(),
                Intent.Phase.valueOf(json.get("phase").getAsString()),
                Optional.ofNullable(json.get("confirmWithin")).map(limit -> Duration.ofSeconds(limit.getAsLong())),
                json.get("bootDefault").getAsBoolean(),
                units);
    }
}
