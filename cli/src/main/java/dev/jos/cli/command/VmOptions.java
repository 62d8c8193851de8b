package dev.jos.cli.command;

import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import dev.jos.config.Quantities;
import dev.jos.iso.MachineSettings;
import dev.jos.iso.disk.Firmware;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a virtual machine shall have and do.
///
/// @param commands to run in it
/// @param firmware what an installed machine starts with
/// @param test whether a prompt takes commands
/// @param screenshot where a picture of its screen goes after the commands
record VmOptions(
        List<String> commands,
        Optional<Duration> timeout,
        int memoryMiB,
        MachineSettings.Display display,
        Optional<Firmware> firmware,
        boolean test,
        Optional<Path> screenshot) {

    static final String RUN = "--run";
    static final String SCREENSHOT = "--screenshot";
    static final String HEADLESS = "--headless";
    static final String VNC = "--vnc";
    static final String MEMORY = "--memory";
    static final String TIMEOUT = "--timeout";
    static final String FIRMWARE = "--firmware";
    static final String TEST = "--test";

    private static final Pattern PLAIN_NUMBER = Pattern.compile("[0-9.]+");
    private static final int MEBIBYTES_PER_GIBIBYTE = 1024;

    VmOptions {
        commands = List.copyOf(commands);
    }

    static VmOptions of(Invocation invocation) throws CommandProblem {
        List<String> commands = invocation.values(RUN);
        Optional<Path> screenshot = screenshot(invocation, commands);
        return new VmOptions(
                commands,
                timeout(invocation.value(TIMEOUT)),
                memoryMiB(invocation.value(MEMORY)),
                display(invocation.flag(VNC), screenshot.isPresent()),
                firmware(invocation.value(FIRMWARE)),
                test(invocation, commands),
                screenshot);
    }

    private static MachineSettings.Display display(boolean vnc, boolean screenshot) {
        if (vnc) {
            return MachineSettings.Display.VNC;
        }
        return screenshot ? MachineSettings.Display.HIDDEN : MachineSettings.Display.NONE;
    }

    private static boolean test(Invocation invocation, List<String> commands) throws CommandProblem {
        boolean several = invocation.positionals().size() > 1;
        if (!invocation.flag(TEST) && !several) {
            return false;
        }
        if (!commands.isEmpty() || invocation.flag(HEADLESS) || invocation.json()) {
            throw new CommandProblem(
                    ExitCode.USAGE,
                    "run-with-test",
                    several ? "Several machines are told at a prompt what to do." : "`--test` asks what to do.",
                    "Leave `--run`, `--headless` and `--json` out; the prompt also reads a file: `<commands`.");
        }
        return true;
    }

    private static Optional<Firmware> firmware(Optional<String> written) throws CommandProblem {
        if (written.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (written.get()) {
                    case "uefi" -> Firmware.UEFI;
                    case "bios" -> Firmware.BIOS;
                    case "u-boot" -> Firmware.U_BOOT;
                    default ->
                        throw new CommandProblem(
                                ExitCode.USAGE,
                                "not-a-firmware",
                                "`" + written.get() + "` is no firmware: `uefi`, `bios` or `u-boot` was expected.",
                                "Most machines have `uefi`.");
                });
    }

    private static Optional<Path> screenshot(Invocation invocation, List<String> commands) throws CommandProblem {
        Optional<String> written = invocation.value(SCREENSHOT);
        if (written.isPresent() && commands.isEmpty()) {
            throw new CommandProblem(
                    ExitCode.USAGE,
                    "screenshot-without-run",
                    "`--screenshot` takes its picture after the commands of `--run`, and there are none.",
                    "Add `--run COMMAND` with a command that waits for what the picture is to show.");
        }
        return written.map(invocation.session()::path);
    }

    private static Optional<Duration> timeout(Optional<String> written) throws CommandProblem {
        if (written.isEmpty()) {
            return Optional.empty();
        }
        String text = written.get();
        Duration timeout = Quantities.duration(PLAIN_NUMBER.matcher(text).matches() ? text + "s" : text);
        if (timeout == null || timeout.isZero()) {
            throw new CommandProblem(
                    ExitCode.USAGE,
                    "not-a-time",
                    "`" + text + "` is not a length of time: one such as `90s` or `5m` was expected.",
                    "Write a number with its unit; without one it means seconds.");
        }
        return Optional.of(timeout);
    }

    private static int memoryMiB(Optional<String> size) throws CommandProblem {
        String written = size.orElse("1G");
        String digits = written.replaceAll("(?i)(mib|mb|m|gib|gb|g)$", "");
        boolean gibibytes =
                written.substring(digits.length()).toLowerCase(Locale.ROOT).startsWith("g");
        try {
            int mebibytes = Math.multiplyExact(Integer.parseInt(digits), gibibytes ? MEBIBYTES_PER_GIBIBYTE : 1);
            if (mebibytes >= MachineSettings.LEAST_MEMORY_MIB) {
                return mebibytes;
            }
        } catch (NumberFormatException | ArithmeticException _) {
            // Worded below.
        }
        throw new CommandProblem(
                ExitCode.USAGE,
                "not-a-size",
                "`" + written + "` is not enough memory or no amount of it: at least "
                        + MachineSettings.LEAST_MEMORY_MIB + "M was expected.",
                "Write it like 512M or 2G.");
    }
}
