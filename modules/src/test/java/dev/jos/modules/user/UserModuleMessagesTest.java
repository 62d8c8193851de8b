package dev.jos.modules.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.config.Diagnostic;
import dev.jos.config.DiagnosticRenderer;
import dev.jos.config.ModuleReference;
import dev.jos.config.Place;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is said about modules that a test cannot bring about everywhere: with a Java that has no compiler, say.
class UserModuleMessagesTest {

    private static final ModuleReference REFERENCE =
            new ModuleReference("Web.java", new Place("machine.conf", 1, 12, 8, "modules = [Web.java]"));

    @Test
    void every_message_says_what_to_do_next() {
        assertSaid(
                UserModuleMessages.lacksModules(REFERENCE),
                "The jar `Web.java` lists no modules.",
                "Name the classes of its modules in `META-INF/services/dev.jos.modules.SystemModule`.");
        assertSaid(
                UserModuleMessages.noCompiler(REFERENCE),
                "The module `Web.java` cannot be compiled: this Java has no compiler.",
                "Run jos with a JDK, or compile the module into a jar and name that.");
        assertSaid(
                UserModuleMessages.noClass(REFERENCE, "Web"),
                "There is no class `Web` in `Web.java`.",
                "Name the class like the file.");
        assertSaid(
                UserModuleMessages.notUtf8(REFERENCE),
                "The module `Web.java` is not text in UTF-8.",
                "Convert the file to UTF-8.");
        assertSaid(
                UserModuleMessages.cannotStart(REFERENCE, "Web", new NoSuchMethodException()),
                "The module `Web` has no public constructor without parameters.",
                "Make the class and such a constructor public.");
        assertSaid(
                UserModuleMessages.cannotStart(REFERENCE, "Web", new NoSuchMethodError("old")),
                "The module `Web` cannot be loaded: java.lang.NoSuchMethodError: old.",
                "Correct the module, or build its jar against this version of jos.");
    }

    @Test
    void a_module_that_cannot_be_read_says_why() {
        assertThat(said(UserModuleMessages.unreadable(REFERENCE, new IOException("it is away"))))
                .isEqualTo("""
                        error: The module `Web.java` cannot be read: it is away.
                           --> machine.conf:1:12
                            |
                          1 | modules = [Web.java]
                            |            ^^^^^^^^ named here
                        """);
    }

    private static void assertSaid(Diagnostic diagnostic, String sentence, String hint) {
        assertThat(said(diagnostic)).isEqualTo("""
                error: %s
                   --> machine.conf:1:12
                    |
                  1 | modules = [Web.java]
                    |            ^^^^^^^^ named here
                  hint: %s
                """.formatted(sentence, hint));
    }

    private static String said(Diagnostic diagnostic) {
        return new DiagnosticRenderer(false).render(List.of(diagnostic));
    }
}
