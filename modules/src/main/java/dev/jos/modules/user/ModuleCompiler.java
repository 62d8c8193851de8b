package dev.jos.modules.user;

import dev.jos.config.Diagnostic;
import dev.jos.config.Place;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/// Compiles modules from source, in memory, against jos itself.
final class ModuleCompiler {

    private final JavaCompiler compiler;
    private final String classPath;

    ModuleCompiler(JavaCompiler compiler, String classPath) {
        this.compiler = compiler;
        this.classPath = classPath;
    }

    /// The classes by their binary names; none when there is an error, which is added to `problems`.
    Map<String, byte[]> compile(List<ModuleSource> sources, List<Diagnostic> problems) {
        var said = new DiagnosticCollector<JavaFileObject>();
        var files = new ArrayList<SourceObject>();
        sources.forEach(source -> files.add(new SourceObject(source)));
        boolean good;
        var standard = compiler.getStandardFileManager(said, Locale.ENGLISH, StandardCharsets.UTF_8);
        try (var memory = new MemoryFileManager(standard)) {
            var options = List.of("-proc:none", "-Xlint:none", "-g:source,lines", "-classpath", classPath);
            good = compiler.getTask(Writer.nullWriter(), memory, said, options, null, files)
                    .call();
            if (good) {
                return memory.classes();
            }
        } catch (IOException closing) {
            throw new IllegalStateException("cannot close what is in memory", closing);
        }
        said.getDiagnostics().stream()
                .filter(each -> each.getKind() == javax.tools.Diagnostic.Kind.ERROR)
                .map(ModuleCompiler::problem)
                .forEach(problems::add);
        return Map.of();
    }

    private static Diagnostic problem(javax.tools.Diagnostic<? extends JavaFileObject> said) {
        String message = said.getMessage(Locale.ENGLISH);
        int end = message.indexOf('\n');
        String first = end < 0 ? message : message.substring(0, end);
        String rest =
                end < 0 ? "" : String.join(", ", message.substring(end).strip().split("\\s*\n\\s*"));
        if (!(said.getSource() instanceof SourceObject file)) {
            return Diagnostic.error("A module does not compile: %s.".formatted(first));
        }
        return Diagnostic.error("The module `%s` does not compile: %s.".formatted(file.source.simpleName(), first))
                .at(place(file.source, said), rest.replaceAll(" +", " "));
    }

    private static Place place(ModuleSource source, javax.tools.Diagnostic<?> said) {
        int line = (int) Math.max(1, said.getLineNumber());
        String lineText = source.text().lines().skip(line - 1L).findFirst().orElse("");
        int column = (int) Math.max(1, said.getPosition() - lineStart(source.text(), said.getPosition()) + 1);
        int length = (int) (said.getEndPosition() - said.getPosition());
        return new Place(source.shownAs(), line, column, Math.min(length, lineText.length() - column + 1), lineText);
    }

    /// javac's own column counts a tab as up to eight.
    private static long lineStart(String text, long position) {
        return text.lastIndexOf('\n', (int) Math.max(0, position - 1)) + 1L;
    }

    private static final class SourceObject extends SimpleJavaFileObject {
        final ModuleSource source;

        SourceObject(ModuleSource source) {
            super(URI.create("memory:///" + source.simpleName() + Kind.SOURCE.extension), Kind.SOURCE);
            this.source = source;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source.text();
        }

        /// Any name will do for a class that is not public, but the class must be found by that of the file.
        @Override
        public boolean isNameCompatible(String simpleName, Kind kind) {
            return kind == Kind.SOURCE && simpleName.equals(source.simpleName());
        }
    }

    private static final class ClassObject extends SimpleJavaFileObject {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        ClassObject(String name) {
            super(URI.create("memory:///" + name.replace('.', '/') + Kind.CLASS.extension), Kind.CLASS);
        }

        @Override
        public OutputStream openOutputStream() {
            return bytes;
        }
    }

    private static final class MemoryFileManager extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ClassObject> classes = new TreeMap<>();

        MemoryFileManager(JavaFileManager others) {
            super(others);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return classes.computeIfAbsent(className, ClassObject::new);
        }

        Map<String, byte[]> classes() {
            var bytes = new TreeMap<String, byte[]>();
            classes.forEach((name, object) -> bytes.put(name, object.bytes.toByteArray()));
            return bytes;
        }
    }
}
