package dev.jos.system.initrd;

import com.github.luben.zstd.Zstd;
import dev.jos.host.Sha256;
import dev.jos.store.ContentSource;
import dev.jos.store.RegularFile;
import dev.jos.store.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Composes an initrd: busybox, the modules that lead to the root file system, and one script.
///
/// Nothing else is needed, because everything from the file-system checker on is taken from the system being booted.
public final class Initrd {

    /// Raised when anything about the composition changes but its script.
    private static final int VERSION = 2;

    /// Where `busybox-static` puts its program.
    public static final String BUSYBOX = "usr/bin/busybox";

    /// What a system of ours is mounted with, whatever its root.
    private static final List<String> VIEW_MODULES = List.of("erofs", "overlay", "loop");

    private static final List<String> DIRECTORIES =
            List.of("bin", "dev", "modules.d", "proc", "run", "sys", "sysroot", "tmp");

    private static final List<String> APPLETS = List.of(
            "awk",
            "cat",
            "chmod",
            "chroot",
            "cp",
            "cttyhack",
            "cut",
            "echo",
            "findfs",
            "grep",
            "insmod",
            "ln",
            "mkdir",
            "mount",
            "mv",
            "poweroff",
            "reboot",
            "rmdir",
            "sed",
            "setsid",
            "sh",
            "sleep",
            "switch_root",
            "sync",
            "tr",
            "umount",
            "usleep");

    /// 1.84 MB in 0.2 s; the greatest level makes 1.66 MB of it in 3.5 s, and every first build waits for that.
    private static final int COMPRESSION_LEVEL = 9;

    private final ContentSource store;

    public Initrd(ContentSource store) {
        this.store = store;
    }

    /// The bytes of an initrd, the same for the same arguments.
    ///
    /// @param system a tree that holds busybox and the modules of the kernel
    /// @param release the kernel's release, a directory in `usr/lib/modules`
    /// @param modules what the root file system and its device need, in order of preference
    /// @throws MissingModuleException if the kernel lacks one of `modules`
    public byte[] compose(Tree system, String release, List<String> modules) throws IOException {
        var files = new InitrdTree();
        for (String directory : DIRECTORIES) {
            files.directory(directory);
        }
        files.file("init", 0755, script());
        files.file("bin/busybox", 0755, read(system, BUSYBOX));
        for (String applet : APPLETS) {
            files.link("bin/" + applet, "busybox");
        }
        var kernel = KernelModules.of(system, "usr/lib/modules/" + release, store);
        modules(files, "root", kernel.closure(modules));
        modules(files, "view", kernel.closure(VIEW_MODULES));
        return Zstd.compress(files.cpio(), COMPRESSION_LEVEL);
    }

    /// Each list holds all it needs, so that both can be loaded at the same time.
    private static void modules(InitrdTree files, String list, Map<String, byte[]> closure) {
        closure.forEach((name, content) -> files.file("modules.d/" + name + ".ko", 0644, content));
        String names = closure.keySet().stream().map(name -> name + "\n").collect(Collectors.joining());
        files.file("modules." + list, 0644, names.getBytes(StandardCharsets.UTF_8));
    }

    /// Differs where another version of jos composes another initrd of the same arguments.
    public static Sha256 fingerprint() throws IOException {
        return Sha256.of((VERSION + " " + Sha256.of(script()).hex()).getBytes(StandardCharsets.UTF_8));
    }

    private byte[] read(Tree system, String path) throws IOException {
        if (system.entry(path).map(e -> e.node()).orElse(null) instanceof RegularFile file) {
            try (InputStream in = store.open(file.content())) {
                return in.readAllBytes();
            }
        }
        throw new IOException("the system has no /" + path);
    }

    static byte[] script() throws IOException {
        try (InputStream in = Initrd.class.getResourceAsStream("init")) {
            if (in == null) {
                throw new IllegalStateException("the script `init` is not beside its class");
            }
            return in.readAllBytes();
        }
    }
}
