package dev.jos.cli.command;

import dev.jos.cli.terminal.Console;
import dev.jos.iso.GuestResult;
import dev.jos.iso.VirtualMachine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Carries out what somebody types about machines that run.
final class VmPrompt {

    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int SSH = 22;

    private final SortedMap<String, TestMachine> machines;
    private final Session session;
    private final boolean prompting;

    /// @param cards how many network cards it has
    /// @param vnc whether it shows its screen by VNC
    record TestMachine(VirtualMachine hardware, int cards, boolean vnc) {}

    /// @param prompting whether somebody sits at a terminal
    VmPrompt(SortedMap<String, TestMachine> machines, Session session, boolean prompting) {
        this.machines = machines;
        this.session = session;
        this.prompting = prompting;
    }

    /// Carries out lines of `input` until one says `quit` or there are no more. Returns the status of the last command.
    int carryOut(InputStream input) throws IOException {
        show();
        var lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
        int status = 0;
        for (String line = next(lines); line != null; line = next(lines)) {
            try {
                switch (VmOrder.of(line, machines.keySet())) {
                    case VmOrder.Run(var machine, var command) -> status = run(machine, command);
                    case VmOrder.Do(var machine, var verb, var argument) -> act(machine(machine), verb, argument);
                    case VmOrder.Machines _ -> show();
                    case VmOrder.Unknown(var problem) -> console().note(problem + ".");
                    case VmOrder.Nothing _ -> {}
                    case VmOrder.Quit _ -> {
                        return status;
                    }
                }
            } catch (IOException e) {
                console().note(String.valueOf(e.getMessage()));
            }
        }
        return status;
    }

    private @Nullable String next(BufferedReader lines) throws IOException {
        if (prompting) {
            console().err().print("> ");
            console().err().flush();
        }
        return lines.readLine();
    }

    /// One of those that an order can name.
    private TestMachine machine(String name) {
        return Objects.requireNonNull(machines.get(name));
    }

    private int run(String machine, String command) throws IOException {
        GuestResult result = machine(machine).hardware().run(command, LIMIT);
        console().out().print(result.output());
        console().out().flush();
        console().err().print(result.errors());
        console().err().flush();
        return result.status();
    }

    private void act(TestMachine machine, VmOrder.Verb verb, String argument) throws IOException {
        VirtualMachine hardware = machine.hardware();
        switch (verb) {
            case BOOT -> {
                hardware.boot();
                hardware.awaitShell(LIMIT);
            }
            case SHUTDOWN -> hardware.powerOff(LIMIT);
            case CUT_POWER -> hardware.cutPower();
            case RESET -> hardware.reset();
            case BLOCK -> plug(machine, false);
            case UNBLOCK -> plug(machine, true);
            case SNAPSHOT -> {
                hardware.awaitShell(LIMIT);
                hardware.save(argument);
            }
            case FORK -> {
                hardware.load(argument);
                hardware.resume();
            }
            case SCREENSHOT -> hardware.screenshot(session.path(argument));
            case CONSOLE -> console().print(hardware.serialLog().tail());
        }
    }

    private static void plug(TestMachine machine, boolean in) throws IOException {
        for (int card = 0; card < machine.cards(); card++) {
            machine.hardware().plug(card, in);
        }
    }

    private void show() throws IOException {
        for (var each : machines.entrySet()) {
            VirtualMachine hardware = each.getValue().hardware();
            String state = !hardware.isRunning()
                    ? "off"
                    : "ssh -p " + hardware.hostPort(SSH) + " 127.0.0.1"
                            + (each.getValue().vnc() ? ", VNC on port " + hardware.vncPort() : "");
            console()
                    .note(each.getKey() + ": " + state + ", console in "
                            + hardware.serialLog().file());
        }
        String example = machines.firstKey();
        console().note("`" + example + ": COMMAND` runs a command as root; `machines` shows this again; `quit` ends.");
        for (VmOrder.Verb verb : VmOrder.Verb.values()) {
            console().note("`" + example + " " + verb.usage() + "`: " + verb.meaning());
        }
    }

    private Console console() {
        return session.console();
    }
}
