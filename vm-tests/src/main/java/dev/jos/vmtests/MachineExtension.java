package dev.jos.vmtests;

import dev.jos.iso.MachineSettings;
import dev.jos.iso.VirtualMachine;
import dev.jos.packages.Architecture;
import dev.jos.packages.tools.ToolSet;
import dev.jos.system.SystemGeneration;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/// Builds and boots the machine of a [MachineTest] class when its first test starts, and switches it off after its
/// last.
final class MachineExtension implements ParameterResolver, TestWatcher {

    private static final Namespace NAMESPACE = Namespace.create(MachineExtension.class);

    /// A booted machine; JUnit closes it with the test class.
    private record Booted(VirtualMachine hardware, Machine machine) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            hardware.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Machine.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> test = context.getRequiredTestClass();
        return classContext(context)
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(test.getName(), _ -> boot(test), Booted.class)
                .machine();
    }

    /// Attaches the serial console's log to the report of a test that failed.
    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        Booted booted = classContext(context)
                .getStore(NAMESPACE)
                .get(context.getRequiredTestClass().getName(), Booted.class);
        if (booted != null) {
            context.publishReportEntry(
                    "serial console", booted.hardware().serialLog().tail());
        }
    }

    private static ExtensionContext classContext(ExtensionContext context) {
        return context.getParent().orElse(context);
    }

    private static Booted boot(Class<?> test) {
        MachineTest annotation = test.getAnnotation(MachineTest.class);
        try {
            TestBench bench = TestBench.open();
            Path configuration = bench.copyOf(annotation.config(), test.getSimpleName());
            SystemGeneration system = bench.build(configuration);
            String name = test.getSimpleName();
            bench.machines().delete(name);
            MachineSettings settings = MachineSettings.of(Architecture.AMD64).withMemoryMiB(annotation.memory());
            VirtualMachine hardware = bench.machines().prepare(name, system, settings);
            Machine machine =
                    new Machine(hardware, bench.tools().sandbox(ToolSet.SSH), configuration.resolveSibling("."));
            try {
                machine.boot();
            } catch (AssertionError e) {
                hardware.close();
                throw e;
            }
            return new Booted(hardware, machine);
        } catch (IOException e) {
            throw new AssertionError("The machine of " + test.getSimpleName() + " did not boot: " + e.getMessage(), e);
        }
    }
}
