package dev.jos.vmtests;

import java.io.Closeable;
import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/// Starts the system of a test class when its first test begins, hands it to every test, and ends it after the last.
abstract class SystemExtension implements ParameterResolver, TestWatcher {

    private static final Namespace NAMESPACE = Namespace.create(SystemExtension.class);

    /// A system that runs, and what ends it; JUnit closes it with the test class.
    record Started(RunningSystem system, Closeable end) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            end.close();
        }
    }

    /// Builds and starts the system of `test`.
    abstract Started start(Class<?> test, TestBench bench) throws IOException;

    /// The kind of system that this extension starts.
    abstract Class<? extends RunningSystem> kind();

    @Override
    public final boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> wanted = parameter.getParameter().getType();
        return wanted == kind() || wanted == RunningSystem.class;
    }

    @Override
    public final Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> test = context.getRequiredTestClass();
        return classContext(context)
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(test.getName(), _ -> started(test), Started.class)
                .system();
    }

    private Started started(Class<?> test) {
        try {
            return start(test, TestBench.open());
        } catch (IOException e) {
            throw new AssertionError("The system of " + test.getSimpleName() + " did not start: " + e.getMessage(), e);
        }
    }

    /// Attaches the log of the system to the report of a test that failed.
    @Override
    public final void testFailed(ExtensionContext context, Throwable cause) {
        Started started = classContext(context)
                .getStore(NAMESPACE)
                .get(context.getRequiredTestClass().getName(), Started.class);
        if (started != null) {
            context.publishReportEntry("log", started.system().log());
        }
    }

    private static ExtensionContext classContext(ExtensionContext context) {
        return context.getParent().orElse(context);
    }
}
