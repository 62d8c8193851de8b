package dev.jos.packages.source;

import dev.jos.interfaces.ElfObject;
import dev.jos.interfaces.ImportedSymbol;
import dev.jos.packages.deb.ImportedPackage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The names of symbols that a build may have asked for: all those that its packages import, and all words of its
/// sources, for a build can try whether a library has something.
///
/// @param words sorted; if there are too many, all names are meant
record SymbolNames(SortedSet<String> words, boolean all) {

    private static final int MOST_WORDS = 300_000;
    private static final long LARGEST_FILE = 64 << 20;
    private static final int LONGEST_WORD = 200;

    static final SymbolNames NONE = new SymbolNames(Collections.emptySortedSet(), false);

    SymbolNames {
        words = Collections.unmodifiableSortedSet(new TreeSet<>(words));
    }

    /// @param sources the directory as the build left it
    static SymbolNames of(Path sources, Collection<ImportedPackage> packages) throws IOException {
        var words = new TreeSet<String>();
        for (ImportedPackage each : packages) {
            for (ElfObject object : each.interfaces().objects()) {
                object.imports().stream().map(ImportedSymbol::name).forEach(words::add);
            }
        }
        try (Stream<Path> walk = Files.walk(sources)) {
            for (Path each : walk.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .toList()) {
                boolean large = Files.size(each) > LARGEST_FILE;
                if (!large && Files.isReadable(each)) {
                    add(Files.readAllBytes(each), words);
                }
                if (large || words.size() > MOST_WORDS) {
                    return new SymbolNames(Collections.emptySortedSet(), true);
                }
            }
        }
        return new SymbolNames(words, false);
    }

    /// Object files and programs have names too, and those of symbols stand in them as they are.
    private static void add(byte[] content, SortedSet<String> words) {
        int start = 0;
        for (int at = 0; at <= content.length; at++) {
            if (at == content.length || !isPart(content[at])) {
                if (at - start > 1 && at - start < LONGEST_WORD && (content[start] < '0' || content[start] > '9')) {
                    words.add(new String(content, start, at - start, StandardCharsets.ISO_8859_1));
                }
                start = at + 1;
            }
        }
    }

    private static boolean isPart(byte c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    boolean has(String name) {
        return all || words.contains(name);
    }
}
