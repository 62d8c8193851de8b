package dev.jos.packages.source;

import dev.jos.interfaces.ElfObject;
import dev.jos.interfaces.InterfaceName;
import dev.jos.interfaces.LibraryLink;
import dev.jos.interfaces.LibraryPath;
import dev.jos.interfaces.PackageInterfaces;
import dev.jos.interfaces.StubLibrary;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.store.Entry;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a link editor finds when it looks for `-lfoo`, and what stands in for it: the stub of a library in the
/// place of a link `libfoo.so` to its implementation, and scripts that lead to stubs.
///
/// `libfoo.so.1` itself stays as it is: programs that run during the build need it, and so does whoever asks a
/// library for its dependencies. A `.so` that is no link to a versioned library is something to be loaded, and
/// stays too.
///
/// @param stubs the libraries whose stubs stand at these paths, relative to the root
/// @param scripts the text of link scripts (`GROUP ( … )` of GNU ld), by path
public record DevelopmentLinks(SortedMap<String, ElfObject> stubs, SortedMap<String, String> scripts) {

    /// Where the stubs are that only scripts name.
    private static final String NAMED = "usr/lib/jos/stubs/";

    private static final int MOST_LINKS = 20;
    private static final int LONGEST_SCRIPT = 64 << 10;
    private static final Pattern DIRECTORY = Pattern.compile("usr/lib(/(x86_64|aarch64)-linux-gnu|/gcc/[^/]+/[^/]+)?");
    private static final Pattern LIBRARY = Pattern.compile("[A-Za-z0-9_/.+-]+\\.so\\.[0-9][A-Za-z0-9_.]*");

    /// Everything stays as it is.
    static final DevelopmentLinks AS_THEY_ARE = new DevelopmentLinks(new TreeMap<>(), new TreeMap<>());

    public DevelopmentLinks {
        stubs = Collections.unmodifiableSortedMap(new TreeMap<>(stubs));
        scripts = Collections.unmodifiableSortedMap(new TreeMap<>(scripts));
    }

    /// The links among the files of `packages`.
    ///
    /// @param instead packages whose libraries are linked with, in the place of those of the same SONAME
    static DevelopmentLinks of(Collection<ImportedPackage> packages, Collection<ImportedPackage> instead, Store store)
            throws IOException {
        Finder finder = new Finder();
        for (ImportedPackage each : instead) {
            finder.prefer(each.interfaces());
        }
        for (ImportedPackage each : packages) {
            finder.add(each.interfaces());
        }
        finder.findLinks();
        for (ImportedPackage each : packages) {
            for (Entry entry : store.tree(each.tree()).below("usr/lib")) {
                if (entry.node() instanceof RegularFile file && finder.mayBeScript(entry.path(), file)) {
                    finder.addScript(entry.path(), text(file, store));
                }
            }
        }
        return new DevelopmentLinks(finder.stubs, finder.scripts);
    }

    /// These without those at some paths.
    DevelopmentLinks without(Predicate<String> path) {
        SortedMap<String, ElfObject> otherStubs = new TreeMap<>(stubs);
        otherStubs.keySet().removeIf(path);
        SortedMap<String, String> otherScripts = new TreeMap<>(scripts);
        otherScripts.keySet().removeIf(path);
        return new DevelopmentLinks(otherStubs, otherScripts);
    }

    private static String text(RegularFile file, Store store) throws IOException {
        try (InputStream in = store.open(file.content())) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /// Looks through the libraries and links of all packages at once.
    private static final class Finder {

        private final Map<String, String> links = new HashMap<>();
        private final Map<String, ElfObject> objects = new HashMap<>();
        private final Map<InterfaceName, ElfObject> preferred = new HashMap<>();
        private final SortedMap<String, ElfObject> stubs = new TreeMap<>();
        private final SortedMap<String, String> scripts = new TreeMap<>();

        void add(PackageInterfaces interfaces) {
            for (LibraryLink each : interfaces.links()) {
                links.put(each.path(), each.target());
            }
            for (ElfObject each : interfaces.objects()) {
                each.paths().forEach(path -> objects.put(path, each));
            }
        }

        void prefer(PackageInterfaces interfaces) {
            for (ElfObject each : interfaces.objects()) {
                preferred.put(new InterfaceName(each.abi(), each.soname()), each);
            }
        }

        void findLinks() {
            for (String path : links.keySet()) {
                if (path.endsWith(".so") && isSearched(path)) {
                    versioned(path).ifPresent(library -> stubs.put(path, library));
                }
            }
        }

        private static boolean isSearched(String path) {
            return DIRECTORY.matcher(path.substring(0, path.lastIndexOf('/'))).matches();
        }

        /// The library that a path leads to, if its file name has a version.
        private Optional<ElfObject> versioned(String path) {
            String at = path;
            for (int i = 0; i < MOST_LINKS && links.containsKey(at); i++) {
                at = links.getOrDefault(at, at);
            }
            @Nullable ElfObject found = objects.get(at);
            if (found == null
                    || !at.contains(".so.")
                    || found.soname().isEmpty()
                    || !StubLibrary.isPossible(found.abi())) {
                return Optional.empty();
            }
            return Optional.of(preferred.getOrDefault(new InterfaceName(found.abi(), found.soname()), found));
        }

        boolean mayBeScript(String path, RegularFile file) {
            return path.endsWith(".so")
                    && file.size() <= LONGEST_SCRIPT
                    && isSearched(path)
                    && !objects.containsKey(path);
        }

        void addScript(String path, String text) {
            Matcher library = LIBRARY.matcher(text);
            StringBuilder changed = new StringBuilder();
            while (library.find()) {
                library.appendReplacement(changed, Matcher.quoteReplacement(stub(library.group(), path)));
            }
            library.appendTail(changed);
            scripts.put(path, changed.toString());
        }

        /// What stands for a library that a script names: relative names are looked for beside the script first.
        private String stub(String named, String script) {
            String directory = script.substring(0, script.lastIndexOf('/'));
            Optional<ElfObject> found = named.startsWith("/")
                    ? versioned(LibraryPath.normalize(named))
                    : versioned(directory + "/" + named).or(() -> anywhere(named));
            if (found.isEmpty()) {
                return named;
            }
            String at = NAMED + named.substring(named.lastIndexOf('/') + 1);
            stubs.put(at, found.get());
            return "/" + at;
        }

        private Optional<ElfObject> anywhere(String name) {
            return objects.values().stream()
                    .filter(each -> StubLibrary.isPossible(each.abi()))
                    .flatMap(each -> LibraryPath.defaults(each.abi()).stream())
                    .distinct()
                    .flatMap(directory -> versioned(directory + "/" + name).stream())
                    .findFirst();
        }
    }
}
