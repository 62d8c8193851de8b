package dev.jos.packages.source;

import dev.jos.host.Sha256;
import dev.jos.packages.Architecture;
import dev.jos.packages.archive.SourceRecord;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.store.Entry;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import dev.jos.store.Tree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/// Names what goes into a build.
///
/// In full: the source, the changes to it, and of the packages it sees whatever can become part of what is built:
/// headers, static archives, start files, the descriptions that pkg-config, CMake and Autoconf read. Of
/// libraries, their interfaces, for the build sees nothing else of them. Of all other files just the names of
/// their packages: another version of a compiler or of `debhelper` is no reason to build again, and neither is
/// another provider of an interface.
final class BuildKey {

    /// Raised when the same inputs are built in another way than before.
    private static final String HEADER = "jos-build-key 1\n";

    private static final List<String> IN_FULL = List.of("usr/include/", "usr/share/aclocal/", "usr/share/pkgconfig/");
    private static final String LIBRARIES = "usr/lib/";
    private static final Set<String> SUFFIXES = Set.of("a", "o", "h", "pc", "la", "cmake", "inc", "specs");

    private BuildKey() {}

    static Sha256 of(
            SourceVariant variant,
            SourceRecord source,
            Architecture architecture,
            List<ImportedPackage> inputs,
            DevelopmentLinks links,
            Store store)
            throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        text.append("architecture ").append(architecture).append('\n');
        text.append("source ").append(source).append('\n');
        for (SourceRecord.File file : source.files()) {
            text.append("file ").append(file.sha256()).append('\n');
        }
        text.append("variant ").append(variant.text()).append('\n');
        List<String> lines = new ArrayList<>();
        for (ImportedPackage each : inputs) {
            lines.add("package " + each.name());
            if (!variant.stubs()) {
                lines.add("archive " + each.locked().sha256());
            }
            contents(store.tree(each.tree()), lines);
        }
        links(links, lines);
        Collections.sort(lines);
        lines.forEach(line -> text.append(line).append('\n'));
        return digest(text.toString());
    }

    private static void links(DevelopmentLinks links, List<String> lines) {
        links.stubs()
                .forEach((path, library) ->
                        lines.add("stub " + path + " " + library.soname() + " " + library.generation()));
        links.scripts().forEach((path, script) -> lines.add("script " + path + " " + digest(script)));
    }

    /// Names what goes into the packages of a recipe, but of packages of other recipes their names only.
    ///
    /// @param links those of packages of the archive
    static Sha256 of(
            Recipe recipe, Architecture architecture, RecipeInputs.Seen seen, DevelopmentLinks links, Store store)
            throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        text.append("architecture ").append(architecture).append('\n');
        text.append(recipe.ownText());
        List<String> lines = new ArrayList<>();
        for (ImportedPackage each : seen.ofArchive()) {
            lines.add("package " + each.name());
            contents(store.tree(each.tree()), lines);
        }
        seen.made().forEach(each -> lines.add("made " + each.name()));
        links(links, lines);
        Collections.sort(lines);
        lines.forEach(line -> text.append(line).append('\n'));
        return digest(text.toString());
    }

    private static Sha256 digest(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void contents(Tree tree, List<String> lines) {
        for (Entry entry : tree.entries()) {
            if (entry.node() instanceof RegularFile file && isPartOfResult(entry.path())) {
                lines.add("content " + entry.path() + " " + file.content());
            }
        }
    }

    private static boolean isPartOfResult(String path) {
        if (IN_FULL.stream().anyMatch(path::startsWith)) {
            return true;
        }
        return path.startsWith(LIBRARIES) && SUFFIXES.contains(path.substring(path.lastIndexOf('.') + 1));
    }
}
