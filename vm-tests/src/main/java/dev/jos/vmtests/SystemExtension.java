package dev.jos.vmtests;

import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.Parameter;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/// Starts the systems of a test class when its first test begins, hands them to its tests, and ends them at last.
abstract class SystemExtension implements BeforeEachCallback, ParameterResolver, TestExecutionExceptionHandler {

    private static final Namespace NAMESPACE = Namespace.create(SystemExtension.class);

    /// Systems that run, by their names, what to do with them before each test, and what ends them; JUnit
    /// closes it with the test class.
    record Started(Map<String, RunningSystem> systems, Runnable beforeEach, Closeable end) implements AutoCloseable {

        Started {
            systems = Map.copyOf(systems);
        }

        /// The system that `parameter` stands for: that of its name, or the only one.
        RunningSystem system(Parameter parameter) {
            if (systems.size() == 1) {
                return systems.values().iterator().next();
            }
            RunningSystem named = systems.get(parameter.getName());
            if (named == null) {
                throw new ParameterResolutionException("`" + parameter.getName()
                        + "` is no machine of the test; it has " + new TreeSet<>(systems.keySet()));
            }
            return named;
        }

        @Override
        public void close() throws IOException {
            end.close();
        }
    }

    /// Builds and starts the systems of `test`.
    abstract Started start(Class<?> test, TestBench bench) throws IOException;

    /// The kind of systems that this extension starts.
    abstract Class<? extends RunningSystem> kind();

    @Override
    public final boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> wanted = parameter.getParameter().getType();
        return wanted == kind() || wanted == RunningSystem.class;
    }

    @Override
    public final void beforeEach(ExtensionContext context) {
        started(context).beforeEach().run();
    }

    @Override
    public final Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return started(context).system(parameter.getParameter());
    }

    private Started started(ExtensionContext context) {
        Class<?> test = context.getRequiredTestClass();
        return classContext(context)
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(test.getName(), _ -> started(test), Started.class);
    }

    private Started started(Class<?> test) {
        try {
            return start(test, TestBench.open());
        } catch (IOException e) {
            throw new AssertionError("What " + test.getSimpleName() + " is about did not start: " + e.getMessage(), e);
        }
    }

    /// Keeps the logs of the systems when a test fails, and says where.
    @Override
    public final void handleTestExecutionException(ExtensionContext context, Throwable cause) throws Throwable {
        if (cause instanceof TestAbortedException) {
            throw cause;
        }
        String test = context.getRequiredTestClass().getSimpleName();
        String method = context.getRequiredTestMethod().getName();
        throw FailureLogs.of(TestBench.open(), test, method)
                .kept(started(context).systems(), cause);
    }

    private static ExtensionContext classContext(ExtensionContext context) {
        return context.getParent().orElse(context);
    }
}
