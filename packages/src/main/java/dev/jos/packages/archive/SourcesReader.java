package dev.jos.packages.archive;

import dev.jos.host.Sha256;
import dev.jos.packages.DebianVersion;
import dev.jos.packages.PackageNames;
import dev.jos.packages.lock.LockedPackage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Reads a `Sources` file of the archive: one paragraph per source package
/// (<https://wiki.debian.org/DebianRepository/Format>).
final class SourcesReader {

    private static final Set<String> ABOUT_BUILDING = Set.of(
            "Binary",
            "Architecture",
            "Format",
            "Build-Depends",
            "Build-Depends-Arch",
            "Build-Depends-Indep",
            "Build-Conflicts",
            "Build-Conflicts-Arch");
    private static final Set<String> NEEDED = Set.of("Package", "Version", "Directory", "Checksums-Sha256");

    private final String suite;
    private final StanzaReader stanzas;

    /// @param name of the file, for errors
    SourcesReader(String suite, String name, InputStream in) {
        this.suite = suite;
        this.stanzas = new StanzaReader(name, in, field -> NEEDED.contains(field) || ABOUT_BUILDING.contains(field));
    }

    /// The next source package whose name is `wanted`; nothing at the end.
    Optional<SourceRecord> next(Predicate<String> wanted) throws IOException {
        for (Optional<Stanza> stanza = stanzas.next(); stanza.isPresent(); stanza = stanzas.next()) {
            if (stanza.get().field("Package").filter(wanted).isPresent()) {
                return Optional.of(record(stanza.get()));
            }
        }
        return Optional.empty();
    }

    private SourceRecord record(Stanza stanza) throws IndexSyntaxException {
        String name = required(stanza, "Package");
        if (!PackageNames.isValid(name)) {
            throw stanzas.error("`%s` is no name of a source package".formatted(name));
        }
        String directory = required(stanza, "Directory");
        if (!LockedPackage.isPoolPath(directory)) {
            throw stanzas.error("`%s` is not a directory of the archive".formatted(directory));
        }
        Map<String, String> fields = new HashMap<>(stanza.fields());
        fields.keySet().retainAll(ABOUT_BUILDING);
        List<SourceRecord.File> files = files(required(stanza, "Checksums-Sha256"));
        if (files.stream().filter(each -> each.name().endsWith(".dsc")).count() != 1) {
            throw stanzas.error("the source `%s` does not have one `.dsc` file".formatted(name));
        }
        return new SourceRecord(name, version(stanza), suite, directory, files, fields);
    }

    private DebianVersion version(Stanza stanza) throws IndexSyntaxException {
        String text = required(stanza, "Version");
        try {
            return DebianVersion.parse(text);
        } catch (IllegalArgumentException e) {
            throw stanzas.error("`%s` is no version".formatted(text));
        }
    }

    private String required(Stanza stanza, String field) throws IndexSyntaxException {
        return stanza.field(field)
                .orElseThrow(() -> stanzas.error("there is no field `%s` in the paragraph".formatted(field)));
    }

    private List<SourceRecord.File> files(String list) throws IndexSyntaxException {
        List<SourceRecord.File> files = new ArrayList<>();
        for (String line : list.split("\n", -1)) {
            if (line.isBlank()) {
                continue;
            }
            String[] parts = line.strip().split(" +", -1);
            try {
                if (parts.length != 3 || !isFileName(parts[2])) {
                    throw new IllegalArgumentException("not a plain file");
                }
                files.add(new SourceRecord.File(parts[2], Long.parseUnsignedLong(parts[1]), Sha256.parse(parts[0])));
            } catch (IllegalArgumentException e) {
                throw stanzas.error("`%s` is not digest, size and file name".formatted(line.strip()));
            }
        }
        return files;
    }

    private static boolean isFileName(String name) {
        return LockedPackage.isPoolPath(name) && name.indexOf('/') < 0 && !name.startsWith(".");
    }
}
