package dev.jos.cli.command;

import dev.jos.cli.reference.FishCompletion;
import dev.jos.cli.reference.ManPage;
import dev.jos.packages.Architecture;
import dev.jos.packages.runtime.JavaRuntime;
import dev.jos.store.Attributes;
import dev.jos.store.ObjectId;
import dev.jos.store.RegularFile;
import dev.jos.store.StoreBatch;
import dev.jos.store.Tree;
import dev.jos.store.TreeBuilder;
import dev.jos.system.JosFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import picocli.AutoComplete;

/// The running program as files of a system: what its classes were loaded from, a Java runtime, a launcher, the manual
/// page, completions.
///
/// | path | what it is |
/// |---|---|
/// | `/usr/bin/jos` | the launcher |
/// | `/usr/lib/jos/app/` | classes and libraries |
/// | `/usr/lib/jos/classpath` | one line: the former in the order in which Java looks for classes |
/// | `/usr/lib/jos/identity` | one line: the digest of the former and of Java, which names the cache made of them |
/// | `/usr/lib/jos/native/` | JNA's own library |
/// | `/usr/lib/jos/runtime/` | Java |
/// | `/usr/lib/jos/rehearse` | makes a cache in `/var/cache/jos` with which Java starts faster |
final class OwnFiles implements JosFiles {

    private static final String HOME = "usr/lib/jos/";
    private static final Attributes PROGRAM = Attributes.of(0755);
    private static final Attributes PLAIN = Attributes.of(0644);

    /// Where JNA's jar has its library.
    private static final Map<Architecture, String> JNA = Map.of(
            Architecture.AMD64, "/com/sun/jna/linux-x86-64/libjnidispatch.so",
            Architecture.ARM64, "/com/sun/jna/linux-aarch64/libjnidispatch.so");

    private final JavaRuntime runtime;

    OwnFiles(JavaRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public void addTo(TreeBuilder view, StoreBatch batch, Architecture architecture) throws IOException {
        Tree java = given(batch, architecture);
        view.putAll("usr/lib/jos", java);
        file(view, HOME + "identity", PLAIN, line(java.id().hex()), batch);
        file(view, HOME + "native/libjnidispatch.so", PLAIN, resource(JNA.getOrDefault(architecture, "")), batch);
        file(view, "usr/bin/jos", PROGRAM, resource("launcher"), batch);
        file(view, HOME + "rehearse", PROGRAM, resource("rehearse"), batch);
        var commands = new CommandTree().complete();
        file(view, "usr/share/man/man1/jos.1.gz", PLAIN, gzip(ManPage.render(commands, Version.CURRENT)), batch);
        file(
                view,
                "usr/share/fish/vendor_completions.d/jos.fish",
                PLAIN,
                FishCompletion.render(commands).getBytes(StandardCharsets.UTF_8),
                batch);
        file(
                view,
                "usr/share/bash-completion/completions/jos",
                PLAIN,
                AutoComplete.bash("jos", commands).getBytes(StandardCharsets.UTF_8),
                batch);
    }

    /// All that Java is given: its own files, the classes, and where they are.
    private Tree given(StoreBatch batch, Architecture architecture) throws IOException {
        TreeBuilder given = Tree.builder();
        given.putAll("runtime", runtime.tree(architecture));
        List<String> classpath = new ArrayList<>();
        for (ClassPathEntry each : ClassPathEntry.ofThis()) {
            String path = "app/" + each.name();
            each.addTo(given, path, batch);
            classpath.add("/" + HOME + path);
        }
        file(given, "classpath", PLAIN, line(String.join(":", classpath)), batch);
        return given.build();
    }

    private static byte[] line(String text) {
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void file(TreeBuilder view, String path, Attributes attributes, byte[] content, StoreBatch batch)
            throws IOException {
        ObjectId id = batch.add(content, attributes.executable());
        view.put(path, new RegularFile(attributes, id, content.length));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = OwnFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("jos lacks its own file `" + name + "`");
            }
            return in.readAllBytes();
        }
    }

    /// With the header that java.util.zip always writes: no name, no time.
    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
