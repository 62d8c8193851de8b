package dev.jos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.jos.activator.switching.Intent;
import dev.jos.activator.switching.IntentJournal;
import dev.jos.activator.switching.MachineLayout;
import dev.jos.activator.testing.ScriptedServiceManager;
import dev.jos.cli.command.Outside;
import dev.jos.cli.command.ThisMachine;
import dev.jos.cli.testing.SyntheticWorld;
import dev.jos.host.JosRoot;
import dev.jos.host.LinuxDurableFiles;
import dev.jos.host.LinuxSystemCalls;
import dev.jos.host.testing.RecordingMounts;
import dev.jos.host.testing.ScriptedProcesses;
import dev.jos.system.SystemId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a machine uses is never collected, and is marked where generations are listed.
class MachineInUseTest {

    @TempDir
    Path temp;

    private SyntheticMachine machine;
    private Path top;
    private Outside world;

    @BeforeEach
    void builds_two_systems() throws IOException {
        machine = new SyntheticMachine(temp);
        machine.assertBuilds();
        Files.writeString(
                machine.configurationFile(), machine.configurationText() + "environment.etc.note.text = new\n");
        machine.assertBuilds();
        top = Files.createDirectories(temp.resolve("machine"));
        Files.createDirectories(top.resolve("run/jos"));
        var here =
                new ThisMachine(top, new ScriptedServiceManager(), new RecordingMounts(top), new ScriptedProcesses());
        world = new SyntheticWorld(machine.mirror(), machine.keys()).on(here);
    }

    private Transcript jos(String... arguments) {
        return machine.jos(world, arguments);
    }

    private SystemId system(int number) {
        String json = machine.jos("generations", "list", "--json").out();
        return SystemId.parse(JsonParser.parseString(json)
                .getAsJsonArray()
                .get(number - 1)
                .getAsJsonObject()
                .get("system")
                .getAsString());
    }

    private void link(String name, SystemId system) throws IOException {
        Files.createSymbolicLink(top.resolve("run/jos").resolve(name), Path.of("/jos/systems/" + system));
    }

    private void runs(SystemId running, SystemId booted) throws IOException {
        link("system", running);
        link("booted-system", booted);
    }

    private void forgetGenerations() throws IOException {
        try (Stream<Path> files = Files.walk(machine.root().resolve("generations"))) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                Files.delete(each);
            }
        }
    }

    private Path directory(SystemId system) {
        return machine.root().resolve("systems").resolve(system.toString());
    }

    @Test
    void the_running_and_the_booted_system_stay_without_a_generation() throws IOException {
        SystemId booted = system(1);
        SystemId running = system(2);
        runs(running, booted);
        forgetGenerations();

        assertThat(jos("store", "gc").status()).isZero();

        assertThat(directory(booted)).isDirectory();
        assertThat(directory(running)).isDirectory();
        assertThat(jos("store", "verify").status()).isZero();
    }

    @Test
    void generations_are_listed_with_what_they_are_to_the_machine() throws IOException {
        runs(system(2), system(1));
        Path generations = machine.root().resolve("generations");
        try (Stream<Path> profiles = Files.list(generations)) {
            Files.move(profiles.findFirst().orElseThrow(), generations.resolve("system"));
        }

        assertThat(jos("generations", "list").out().lines().map(line -> line.replaceAll(" +", " ")))
                .anyMatch(line -> line.contains(" 1 ") && line.contains(" booted "))
                .anyMatch(line -> line.contains(" 2 ") && line.contains(" running "));
        assertThat(jos("generations", "list", "--json").out())
                .contains("\"marks\":[\"booted\"]", "\"marks\":[\"running\"]");
    }

    @Test
    void what_the_machine_does_not_use_any_more_goes() throws IOException {
        SystemId old = system(1);
        SystemId running = system(2);
        runs(running, old);
        forgetGenerations();
        jos("store", "gc");
        Files.delete(top.resolve("run/jos/booted-system"));

        jos("store", "gc");

        assertThat(directory(old)).doesNotExist();
        assertThat(directory(running)).isDirectory();
    }

    @Test
    void both_systems_of_a_switch_under_way_stay() throws IOException {
        SystemId from = system(1);
        SystemId to = system(2);
        forgetGenerations();
        var intent = new Intent(from, to, "system", 1, "boot", Intent.Phase.PREPARED, Optional.empty(), true, Map.of());
        new IntentJournal(
                        new MachineLayout(top, new JosRoot(machine.root())),
                        new LinuxDurableFiles(new LinuxSystemCalls()))
                .write(intent);

        jos("store", "gc");

        assertThat(directory(from)).isDirectory();
        assertThat(directory(to)).isDirectory();
    }
}
