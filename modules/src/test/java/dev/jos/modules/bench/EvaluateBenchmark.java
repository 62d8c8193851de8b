package dev.jos.modules.bench;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.integer;
import static dev.jos.config.Types.list;

import dev.jos.config.ConfigurationLoader;
import dev.jos.config.Definitions;
import dev.jos.config.DiagnosticRenderer;
import dev.jos.config.Option;
import dev.jos.config.testing.InMemoryFiles;
import dev.jos.modules.machine.MachineLoader;
import dev.jos.modules.shipped.ShippedModules;
import dev.jos.modules.user.ClassCache;
import dev.jos.modules.user.UserModules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Evaluates configurations: `EvaluateBenchmark server`, or `EvaluateBenchmark scale OPTIONS DEFINITIONS`.
public final class EvaluateBenchmark {

    private static final int WARM_UP = 60;
    private static final int RUNS = 40;
    private static final int SCALE_RUNS = 5;

    private EvaluateBenchmark() {}

    public static void main(String[] arguments) {
        if (arguments[0].equals("server")) {
            server();
        } else {
            scale(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        }
    }

    /// From the text of a server's configuration to the definition of its system, with all modules.
    private static void server() {
        var configuration = ServerConfiguration.make();
        var files = new InMemoryFiles().with("machine.conf", configuration.text());
        var what = "server configuration, %d options set, %d modules"
                .formatted(configuration.settings(), ShippedModules.all().size());
        report(what + ", first", median(0, 1, () -> machine(files)));
        report(what + ", warm", median(WARM_UP, RUNS, () -> machine(files)));
    }

    private static void machine(InMemoryFiles files) {
        var machine =
                new MachineLoader(ShippedModules.all(), new UserModules(ClassCache.none())).load(files, "machine.conf");
        if (!machine.diagnostics().isEmpty()) {
            throw new IllegalStateException(new DiagnosticRenderer(false).render(machine.diagnostics()));
        }
    }

    /// Every option is defined equally often, in different files.
    private static void scale(int count, int definitions) {
        List<Option<?>> options = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            options.add(option(name(i), list(integer()), "One of many.").defaultsTo(List.of()));
        }
        var files = files(count, definitions);
        String what = "%,d options, %,d definitions".formatted(count, definitions);
        report(what + ", first", median(0, 1, () -> evaluate(files, options)));
        report(what + ", warm", median(SCALE_RUNS, SCALE_RUNS, () -> evaluate(files, options)));
    }

    private static String name(int i) {
        return "group%d.part%d.option%d".formatted(i % 50, i % 500, i);
    }

    /// As many files as there are definitions of each option.
    private static InMemoryFiles files(int options, int definitions) {
        var files = new InMemoryFiles();
        for (int start = 0; start < definitions; start += options) {
            var text = new StringBuilder(start == 0 && definitions > options ? "imports = [\"part*.conf\"]\n" : "");
            for (int i = start; i < Math.min(definitions, start + options); i++) {
                text.append(name(i % options)).append(" = [").append(i).append("]\n");
            }
            files.with(start == 0 ? "machine.conf" : "part%d.conf".formatted(start), text.toString());
        }
        return files;
    }

    private static void evaluate(InMemoryFiles files, List<Option<?>> options) {
        var configuration = ConfigurationLoader.parse(files, "machine.conf").evaluate(options, Definitions.none());
        if (configuration.hasErrors()) {
            throw new IllegalStateException(new DiagnosticRenderer(false).render(configuration.diagnostics()));
        }
    }

    private static double median(int warmUp, int runs, Runnable work) {
        for (int i = 0; i < warmUp; i++) {
            work.run();
        }
        var times = new double[runs];
        for (int i = 0; i < runs; i++) {
            long start = System.nanoTime();
            work.run();
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(times);
        return times[runs / 2];
    }

    private static void report(String what, double milliseconds) {
        System.out.printf("%9.1f ms  %s%n", milliseconds, what);
    }
}
