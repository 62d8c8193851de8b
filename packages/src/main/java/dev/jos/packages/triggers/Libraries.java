package dev.jos.packages.triggers;

import dev.jos.interfaces.LibraryConfiguration;
import dev.jos.interfaces.elf.ElfAbi;
import dev.jos.interfaces.elf.ElfFile;
import dev.jos.interfaces.elf.MalformedElfException;
import dev.jos.packages.Architecture;
import dev.jos.packages.triggers.LinkerCache.Library;
import dev.jos.store.Entry;
import dev.jos.store.Node;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import dev.jos.store.Symlink;
import dev.jos.store.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the shared libraries of a view as ldconfig(8) does, for either architecture on either: in the directories of
/// `/etc/ld.so.conf.d` and the built-in ones, by the names that programs ask for.
final class Libraries {

    private static final String CONFIGURATION = "etc/ld.so.conf.d";
    private static final int MOST_LINKS = 8;

    private final Tree view;
    private final Store store;
    private final Architecture architecture;

    Libraries(Tree view, Store store, Architecture architecture) {
        this.view = view;
        this.store = store;
        this.architecture = architecture;
    }

    /// The part of the view that the cache depends on.
    Tree inputs() throws IOException {
        Selection parts = new Selection(view).all(CONFIGURATION);
        for (String directory : directories()) {
            parts.files(directory, Libraries::named);
        }
        return parts.tree();
    }

    /// The content of `/etc/ld.so.cache`.
    byte[] cache() throws IOException {
        List<Library> found = new ArrayList<>();
        for (String directory : directories()) {
            for (Entry entry : view.children(directory)) {
                String name = entry.path().substring(directory.length() + 1);
                if (named(name) && answersTo(name, entry.path())) {
                    found.add(new Library(name, "/" + entry.path()));
                }
            }
        }
        return LinkerCache.render(found, flags());
    }

    /// `FLAG_ELF_LIBC6` with `FLAG_X8664_LIB64` or `FLAG_AARCH64_LIB64` of glibc's `dl-cache.h`.
    private int flags() {
        return switch (architecture) {
            case AMD64 -> 0x0303;
            case ARM64 -> 0x0a03;
        };
    }

    private Set<String> directories() throws IOException {
        Set<String> directories = new LinkedHashSet<>();
        for (Entry entry : view.children(CONFIGURATION)) {
            if (entry.path().endsWith(".conf") && entry.node() instanceof RegularFile file) {
                try (InputStream in = store.open(file.content())) {
                    String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    directories.addAll(LibraryConfiguration.directories(text));
                }
            }
        }
        directories.add("usr/lib/" + tuple(architecture));
        directories.add("usr/lib");
        return directories;
    }

    /// The names that ldconfig looks at.
    private static boolean named(String name) {
        return (name.startsWith("lib") || name.startsWith("ld-")) && name.contains(".so");
    }

    /// Whether the library at `path` is asked for as `name`: by its SONAME, or by the link that linkers use.
    private boolean answersTo(String name, String path) throws IOException {
        Optional<RegularFile> file = resolve(path);
        if (file.isEmpty()) {
            return false;
        }
        boolean linkersName = name.endsWith(".so") && view.node(path).orElseThrow() instanceof Symlink;
        Optional<ElfFile> library = read(file.get());
        return library.isPresent()
                && library.get().abi().equals(abi())
                && library.get().dynamic()
                && (linkersName || library.get().soname().orElse(name).equals(name));
    }

    private Optional<ElfFile> read(RegularFile file) throws IOException {
        try (FileChannel channel = FileChannel.open(store.path(file.content()))) {
            return ElfFile.readWithoutSymbols(channel);
        } catch (MalformedElfException _) {
            return Optional.empty();
        }
    }

    /// The regular file that `path` leads to within the view.
    private Optional<RegularFile> resolve(String path) {
        String place = path;
        for (int links = 0; links < MOST_LINKS; links++) {
            Optional<Node> node = view.node(place);
            if (node.isPresent() && node.get() instanceof Symlink link) {
                place = SymlinkTarget.resolve(place, link.target());
            } else {
                return node.filter(RegularFile.class::isInstance).map(RegularFile.class::cast);
            }
        }
        return Optional.empty();
    }

    private ElfAbi abi() {
        return switch (architecture) {
            case AMD64 -> ElfAbi.X86_64;
            case ARM64 -> ElfAbi.AARCH64;
        };
    }

    /// Debian's multiarch tuple.
    static String tuple(Architecture architecture) {
        return switch (architecture) {
            case AMD64 -> "x86_64-linux-gnu";
            case ARM64 -> "aarch64-linux-gnu";
        };
    }
}
