package dev.jos.system.initrd;

import com.github.luben.zstd.Zstd;
import dev.jos.host.Sha256;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import dev.jos.store.Tree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// Composes an initrd: busybox, the modules that lead to the root file system, one script, and what this machine needs
/// beyond that.
///
/// An ordinary root needs nothing more, because everything from the file-system checker on is taken from the system
/// being booted.
public final class Initrd {

    /// Raised when anything about the composition changes but its scripts.
    private static final int VERSION = 3;

    /// Where `busybox-static` puts its program.
    static final String BUSYBOX = "usr/bin/busybox";

    /// What a system of ours is mounted with, whatever its root.
    private static final List<String> VIEW_MODULES = List.of("erofs", "overlay", "loop");

    private static final List<String> DIRECTORIES =
            List.of("bin", "dev", "etc", "modules.d", "proc", "run", "sys", "sysroot", "tmp");

    /// Where the dynamic linker of a program is named, and where it is.
    private static final List<String> MERGED = List.of("lib", "lib64", "sbin");

    private static final List<String> APPLETS = List.of(
            "awk",
            "blockdev",
            "cat",
            "chmod",
            "chroot",
            "cp",
            "cttyhack",
            "cut",
            "dd",
            "echo",
            "findfs",
            "grep",
            "hexdump",
            "insmod",
            "ln",
            "loadfont",
            "loadkmap",
            "ls",
            "mkdir",
            "mount",
            "mv",
            "poweroff",
            "readlink",
            "reboot",
            "rmdir",
            "sed",
            "setsid",
            "sh",
            "sleep",
            "stty",
            "switch_root",
            "sync",
            "tr",
            "umount",
            "usleep",
            "zcat");

    /// 1.84 MB in 0.2 s; the greatest level makes 1.66 MB of it in 3.5 s, and every first build waits for that.
    private static final int COMPRESSION_LEVEL = 9;

    private final Store store;

    public Initrd(Store store) {
        this.store = store;
    }

    /// The bytes of an initrd, the same for the same arguments.
    ///
    /// @param system a tree that holds busybox, the modules of the kernel, and the programs that `contents` names
    /// @param release the kernel's release, a directory in `usr/lib/modules`
    /// @throws MissingModuleException if the kernel lacks one of the modules
    public byte[] compose(Tree system, String release, InitrdContents contents) throws IOException {
        var files = new InitrdTree();
        DIRECTORIES.forEach(files::directory);
        files.file("init", 0755, bytes(resource("init")));
        for (String applet : APPLETS) {
            files.link("bin/" + applet, "busybox");
        }
        for (Map.Entry<String, RegularFile> file : files(system, contents).entrySet()) {
            String place = file.getKey().equals(BUSYBOX) ? "bin/busybox" : file.getKey();
            files.file(place, file.getValue().attributes().executable() ? 0755 : 0644, read(file.getValue()));
        }
        if (!contents.programs().isEmpty()) {
            MERGED.forEach(merged -> files.link(merged, "usr/" + merged));
        }
        contents.texts().forEach((path, text) -> files.file(path, 0644, bytes(text)));
        var kernel = KernelModules.of(system, "usr/lib/modules/" + release, store);
        addModules("root", kernel.closure(contents.modules(), contents.optionalModules()), contents, files);
        addModules("view", kernel.closure(VIEW_MODULES, List.of()), contents, files);
        var out = new ByteArrayOutputStream(1 << 22);
        new EarlyMicrocode(system, store).write(contents.microcode(), out);
        out.write(Zstd.compress(files.cpio(), COMPRESSION_LEVEL));
        return out.toByteArray();
    }

    /// Each list holds all it needs, so that both can be loaded at the same time.
    private static void addModules(
            String list, Map<String, byte[]> closure, InitrdContents contents, InitrdTree files) {
        var lines = new StringBuilder();
        closure.forEach((name, content) -> {
            files.file("modules.d/" + name + ".ko", 0644, content);
            lines.append(name);
            contents.moduleOptions().forEach((module, options) -> {
                if (KernelModules.canonical(module).equals(name)) {
                    lines.append(' ').append(options);
                }
            });
            lines.append('\n');
        });
        files.file("modules." + list, 0644, bytes(lines.toString()));
    }

    /// The files of the system that the initrd takes, by path: busybox, the programs with their libraries, and copies.
    SortedMap<String, RegularFile> files(Tree system, InitrdContents contents) throws IOException {
        var files = new ProgramFiles(system, store);
        files.addProgram(BUSYBOX);
        for (String program : contents.programs()) {
            files.addProgram(program);
        }
        for (String copy : contents.copies()) {
            files.add(copy);
        }
        return files.found();
    }

    /// Names everything that the initrd is made of: equal for equal results of [#compose].
    public Sha256 key(Tree system, String release, InitrdContents contents) throws IOException {
        var text = new StringBuilder("jos-initrd %d\n%s\n".formatted(VERSION, release));
        text.append(resource("init")).append('\0');
        system.subtree("usr/lib/modules/" + release)
                .ifPresent(tree -> text.append(tree.id().hex()).append('\n'));
        files(system, contents)
                .forEach((path, file) ->
                        text.append(path).append(' ').append(file).append('\n'));
        text.append(new EarlyMicrocode(system, store).files(contents.microcode()));
        text.append(contents);
        return Sha256.of(bytes(text.toString()));
    }

    private byte[] read(RegularFile file) throws IOException {
        try (InputStream in = store.open(file.content())) {
            return in.readAllBytes();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// A script that lies beside this class.
    static String resource(String name) {
        try (InputStream in = Initrd.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the script `" + name + "` is not beside its class");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
