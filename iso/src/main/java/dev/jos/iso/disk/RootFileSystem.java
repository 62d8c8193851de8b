package dev.jos.iso.disk;

import dev.jos.activator.Generations;
import dev.jos.host.DurableFiles;
import dev.jos.host.JosRoot;
import dev.jos.store.Closure;
import dev.jos.store.Directory;
import dev.jos.store.Symlink;
import dev.jos.store.Tree;
import dev.jos.store.TreeBuilder;
import dev.jos.system.SystemGeneration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// What lies on the root file system of a machine before its first boot: `/jos`, and what every machine has.
final class RootFileSystem {

    /// The profile of a machine itself.
    private static final String PROFILE = "system";

    /// Keeps systems that are no generations yet from being collected.
    private static final String ROOT = "installed";

    private static final List<String> DIRECTORIES =
            List.of("boot", "dev", "etc", "home", "media", "mnt", "opt", "proc", "run", "srv", "sys", "usr", "var");
    private static final List<String> LINKS_INTO_USR = List.of("bin", "lib", "lib64", "sbin");

    private final DurableFiles files;

    RootFileSystem(DurableFiles files) {
        this.files = files;
    }

    /// The tree, and in `jos` the contents of its files.
    ///
    /// @param staging an empty directory
    Tree compose(DiskContents contents, JosDirectory jos, Path staging) throws IOException {
        jos.addSystem(contents.system());
        for (SystemGeneration other : contents.others()) {
            jos.addSystem(other);
        }
        records(contents, jos, new JosRoot(staging));
        TreeBuilder root = Tree.builder();
        DIRECTORIES.forEach(name -> root.put(name, Directory.of(0755)));
        root.put("root", Directory.of(0700));
        root.put("tmp", Directory.of(01777));
        LINKS_INTO_USR.forEach(name -> root.put(name, Symlink.to("usr/" + name)));
        return root.putAll("jos", jos.tree()).build();
    }

    /// What `jos` itself would have written, had it built the system on the machine.
    private void records(DiskContents contents, JosDirectory jos, JosRoot staging) throws IOException {
        new Generations(staging, PROFILE, files)
                .register(contents.system().id(), Instant.EPOCH, contents.configuration());
        Path directory = staging.generations(PROFILE);
        try (Stream<Path> all = Files.list(directory)) {
            for (Path each : (Iterable<Path>) all.filter(file -> !file.endsWith("lock"))::iterator) {
                jos.addText("generations/" + PROFILE + "/" + each.getFileName(), 0644, Files.readAllBytes(each));
            }
        }
        if (!contents.others().isEmpty()) {
            List<String> ids =
                    contents.others().stream().map(each -> each.id().toString()).toList();
            String text = Closure.of(List.of(), List.of(), ids).render();
            jos.addText("roots/" + ROOT, 0644, text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
