package dev.jos.packages.source;

import dev.jos.interfaces.ElfObject;
import dev.jos.interfaces.LibraryPath;
import dev.jos.interfaces.elf.ElfFile;
import dev.jos.interfaces.elf.MalformedElfException;
import dev.jos.packages.deb.ImportedPackage;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// What the packages of a recipe need: those with the libraries they were linked with, and those that their links
/// lead to.
///
/// The names are enough: whether the symbols are there is checked when a system is composed.
final class OutputRelations {

    private final Path installed;
    private final Outputs outputs;
    private final Map<String, ElfObject> objects = new HashMap<>();
    private final Map<String, String> providers = new HashMap<>();

    private OutputRelations(Path installed, Outputs outputs) {
        this.installed = installed;
        this.outputs = outputs;
    }

    /// @param inputs the packages of the build, which have the libraries
    static OutputRelations of(Path installed, Outputs outputs, Collection<ImportedPackage> inputs) throws IOException {
        OutputRelations relations = new OutputRelations(installed, outputs);
        for (ImportedPackage each : inputs) {
            for (ElfObject object : each.interfaces().objects()) {
                relations.provides(object, object.paths(), each.name());
            }
        }
        for (Map.Entry<String, List<String>> each : outputs.files().entrySet()) {
            for (String path : each.getValue()) {
                relations.read(path, each.getKey());
            }
        }
        return relations;
    }

    private void read(String path, String output) throws IOException {
        Path file = installed.resolve(path);
        if (Files.isSymbolicLink(file)) {
            return;
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            Optional<ElfFile> elf = ElfFile.read(channel);
            if (elf.isPresent()) {
                ElfObject object = ElfObject.of(elf.get(), "", List.of(LibraryPath.normalize(path)));
                objects.put(path, object);
                provides(object, object.paths(), output);
            }
        } catch (MalformedElfException _) {
            // It only looks like a program or library, and needs nothing.
        }
    }

    private void provides(ElfObject object, List<String> paths, String name) {
        boolean searched = paths.stream().anyMatch(path -> LibraryPath.defaults(object.abi())
                .contains(path.substring(0, Math.max(0, path.lastIndexOf('/')))));
        if (!object.soname().isEmpty() && searched) {
            providers.put(object.soname(), name);
        }
    }

    /// The names of packages that the output needs.
    SortedSet<String> of(String output) throws IOException {
        SortedSet<String> names = new TreeSet<>();
        for (String path : outputs.files().getOrDefault(output, List.of())) {
            ElfObject object = objects.get(path);
            if (object != null) {
                names.addAll(object.needed().stream()
                        .flatMap(each -> Optional.ofNullable(providers.get(each)).stream())
                        .toList());
            }
            Path file = installed.resolve(path);
            if (Files.isSymbolicLink(file)) {
                names.addAll(owners(LibraryPath.normalize(
                        target(path, Files.readSymbolicLink(file).toString()))));
            }
        }
        names.remove(output);
        return names;
    }

    private static String target(String path, String link) {
        return link.startsWith("/") ? link : path.substring(0, path.lastIndexOf('/') + 1) + link;
    }

    private List<String> owners(String path) {
        return outputs.files().entrySet().stream()
                .filter(each -> each.getValue().contains(path))
                .map(Map.Entry::getKey)
                .toList();
    }
}
