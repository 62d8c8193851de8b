package dev.jos.packages.source;

import dev.jos.host.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The processors that a build may use: no more than jos itself. nproc(1) in a build knows nothing of the share of
/// time that a container has, and compilers would be started for every processor of the machine.
///
/// @param numbers as the kernel counts them
record Processors(List<Integer> numbers) {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String ALLOWED = "Cpus_allowed_list:";

    Processors {
        numbers = List.copyOf(numbers);
    }

    /// Those of this process.
    static Processors own() throws IOException {
        return of(Files.readAllLines(STATUS), Runtime.getRuntime().availableProcessors());
    }

    /// The first `most` that a process with this status (proc_pid_status(5)) may use.
    static Processors of(List<String> status, int most) {
        List<Integer> numbers = new ArrayList<>();
        for (String line : status) {
            if (line.startsWith(ALLOWED)) {
                for (String range : line.substring(ALLOWED.length()).strip().split(",", -1)) {
                    int dash = range.indexOf('-');
                    int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
                    int last = Integer.parseInt(dash < 0 ? range : range.substring(dash + 1));
                    for (int number = first; number <= last && numbers.size() < most; number++) {
                        numbers.add(number);
                    }
                }
            }
        }
        return new Processors(numbers);
    }

    /// `command` on these processors, by taskset(1), which every Debian system has.
    Command running(Command command) {
        if (numbers.isEmpty()) {
            return command;
        }
        return command.startedBy(List.of(
                "taskset", "--cpu-list", numbers.stream().map(String::valueOf).collect(Collectors.joining(","))));
    }
}
