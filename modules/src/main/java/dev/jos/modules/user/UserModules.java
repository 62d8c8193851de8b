package dev.jos.modules.user;

import dev.jos.config.ConfigurationFiles;
import dev.jos.config.Diagnostic;
import dev.jos.config.ModuleReference;
import dev.jos.modules.SystemModule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/// Loads the modules that a configuration names in `modules = […]`.
///
/// All `.java` files of a configuration are compiled together, so that they may use each other; the class that bears
/// the file's name is the module, if it is one. A `.jar` lists its modules as ServiceLoader has it.
///
/// Modules run with the rights of jos: whoever writes the configuration is trusted anyway.
public final class UserModules {

    private static final String SOURCE = ".java";
    private static final String JAR = ".jar";

    /// A module, and where the configuration names it.
    public record UserModule(SystemModule module, ModuleReference reference) {}

    private final ClassCache cache;
    private final String classPath;

    public UserModules(ClassCache cache) {
        this(cache, System.getProperty("java.class.path", ""));
    }

    UserModules(ClassCache cache, String classPath) {
        this.cache = cache;
        this.classPath = classPath;
    }

    /// The modules, in the order in which they are named; what is wrong with one is added to `problems`.
    public List<UserModule> load(
            List<ModuleReference> references, ConfigurationFiles files, List<Diagnostic> problems) {
        var modules = new ArrayList<UserModule>();
        var sources = new ArrayList<ModuleSource>();
        for (ModuleReference reference : references) {
            if (reference.path().endsWith(SOURCE)) {
                source(reference, files, problems).ifPresent(sources::add);
            } else if (reference.path().endsWith(JAR)) {
                jar(reference, files, problems).ifPresent(jar -> {
                    var loader = loader(jar);
                    jar.modules().forEach(name -> instantiate(loader, name, reference, modules, problems));
                });
            } else {
                problems.add(UserModuleMessages.otherKind(reference));
            }
        }
        if (!sources.isEmpty() && problems.isEmpty()) {
            compiled(sources, problems).ifPresent(jar -> {
                var loader = loader(jar);
                for (ModuleSource source : sources) {
                    instantiate(loader, source.className(), source.reference(), modules, problems);
                }
            });
        }
        return modules;
    }

    private static Optional<ModuleSource> source(
            ModuleReference reference, ConfigurationFiles files, List<Diagnostic> problems) {
        return content(reference, files, problems).flatMap(bytes -> {
            try {
                var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
                return Optional.of(new ModuleSource(reference, files.shownAs(reference.path()), text.toString()));
            } catch (CharacterCodingException notUtf8) {
                problems.add(UserModuleMessages.notUtf8(reference));
                return Optional.empty();
            }
        });
    }

    private static Optional<Jar> jar(ModuleReference reference, ConfigurationFiles files, List<Diagnostic> problems) {
        return content(reference, files, problems).flatMap(bytes -> {
            try {
                var jar = Jar.read(bytes);
                if (!jar.modules().isEmpty()) {
                    return Optional.of(jar);
                }
                problems.add(UserModuleMessages.lacksModules(reference));
            } catch (IOException problem) {
                problems.add(UserModuleMessages.unreadable(reference, problem));
            }
            return Optional.empty();
        });
    }

    private static Optional<byte[]> content(
            ModuleReference reference, ConfigurationFiles files, List<Diagnostic> problems) {
        if (files.kind(reference.path()) != ConfigurationFiles.Kind.FILE) {
            problems.add(UserModuleMessages.missing(reference));
            return Optional.empty();
        }
        try {
            return Optional.of(files.read(reference.path()));
        } catch (IOException problem) {
            problems.add(UserModuleMessages.unreadable(reference, problem));
            return Optional.empty();
        }
    }

    private Optional<Jar> compiled(List<ModuleSource> sources, List<Diagnostic> problems) {
        String key = key(sources);
        var known = cache.find(key);
        if (known.isPresent()) {
            try {
                return Optional.of(Jar.read(known.get()));
            } catch (IOException damaged) {
                // made anew below
            }
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            problems.add(UserModuleMessages.noCompiler(sources.getFirst().reference()));
            return Optional.empty();
        }
        var classes = new ModuleCompiler(compiler, classPath).compile(sources, problems);
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        var jar = Jar.of(classes, sources.stream().map(ModuleSource::className).toList());
        cache.keep(key, jar.write());
        return Optional.of(jar);
    }

    /// Names the sources, and the jos and the Java they are compiled against.
    private String key(List<ModuleSource> sources) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            update(digest, classPath + "\n" + Runtime.version());
            for (ModuleSource source : sources) {
                update(digest, source.simpleName());
                update(digest, source.text());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static void update(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static void instantiate(
            ClassLoader loader,
            String name,
            ModuleReference reference,
            List<UserModule> modules,
            List<Diagnostic> problems) {
        try {
            var type = loader.loadClass(name);
            if (SystemModule.class.isAssignableFrom(type)) {
                var module = (SystemModule) type.getConstructor().newInstance();
                modules.add(new UserModule(module, reference));
            } else {
                problems.add(UserModuleMessages.noModule(reference, name));
            }
        } catch (ClassNotFoundException missing) {
            problems.add(UserModuleMessages.noClass(reference, name));
        } catch (ReflectiveOperationException | LinkageError | RuntimeException | StackOverflowError problem) {
            problems.add(UserModuleMessages.cannotStart(reference, name, problem));
        }
    }

    private static ClassLoader loader(Jar jar) {
        return new JarClassLoader(jar, SystemModule.class.getClassLoader());
    }
}
