package dev.jos.modules.user;

import dev.jos.config.Diagnostic;
import dev.jos.config.ModuleReference;
import java.io.IOException;

/// Every sentence about the modules that a configuration brings along, but for what the compiler says.
final class UserModuleMessages {

    private UserModuleMessages() {}

    static Diagnostic otherKind(ModuleReference reference) {
        return about(reference, "`%s` is no module.".formatted(reference.path()), "expected a `.java` or `.jar` file");
    }

    static Diagnostic missing(ModuleReference reference) {
        return about(reference, "The module `%s` does not exist.".formatted(reference.path()), "expected a file")
                .hint("Correct the path; it is relative to the file that names it.");
    }

    static Diagnostic unreadable(ModuleReference reference, IOException problem) {
        return about(
                reference,
                "The module `%s` cannot be read: %s.".formatted(reference.path(), problem.getMessage()),
                "named here");
    }

    static Diagnostic notUtf8(ModuleReference reference) {
        return about(reference, "The module `%s` is not text in UTF-8.".formatted(reference.path()), "named here")
                .hint("Convert the file to UTF-8.");
    }

    static Diagnostic lacksModules(ModuleReference reference) {
        return about(reference, "The jar `%s` lists no modules.".formatted(reference.path()), "named here")
                .hint("Name the classes of its modules in `META-INF/services/dev.jos.modules.SystemModule`.");
    }

    static Diagnostic noCompiler(ModuleReference reference) {
        return about(
                        reference,
                        "The module `%s` cannot be compiled: this Java has no compiler.".formatted(reference.path()),
                        "named here")
                .hint("Run jos with a JDK, or compile the module into a jar and name that.");
    }

    static Diagnostic noModule(ModuleReference reference, String className) {
        return about(reference, "The class `%s` is no module.".formatted(className), "named here")
                .hint("Declare it as `public final class %s implements SystemModule`."
                        .formatted(className.substring(className.lastIndexOf('.') + 1)));
    }

    static Diagnostic noClass(ModuleReference reference, String className) {
        return about(reference, "There is no class `%s` in `%s`.".formatted(className, reference.path()), "named here")
                .hint("Name the class like the file.");
    }

    static Diagnostic cannotStart(ModuleReference reference, String className, Throwable problem) {
        Throwable cause = problem.getCause() == null ? problem : problem.getCause();
        boolean hidden = problem instanceof NoSuchMethodException || problem instanceof IllegalAccessException;
        return about(
                        reference,
                        hidden
                                ? "The module `%s` has no public constructor without parameters.".formatted(className)
                                : "The module `%s` cannot be loaded: %s.".formatted(className, cause),
                        "named here")
                .hint(
                        hidden
                                ? "Make the class and such a constructor public."
                                : "Correct the module, or build its jar against this version of jos.");
    }

    private static Diagnostic about(ModuleReference reference, String message, String label) {
        return Diagnostic.error(message).at(reference.place(), label);
    }
}
