package dev.jos.packages.archive;

import dev.jos.host.Sha256;
import dev.jos.packages.Architecture;
import dev.jos.packages.DebianVersion;
import dev.jos.packages.PackageNames;
import dev.jos.packages.Relation;
import dev.jos.packages.RelationSyntaxException;
import dev.jos.packages.lock.LockedPackage;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads a `Packages` file of the archive: one paragraph per binary package.
final class PackagesReader {

    private static final Set<String> FIELDS = Set.of(
            "Package",
            "Version",
            "Architecture",
            "Source",
            "Filename",
            "Size",
            "SHA256",
            "Description",
            "Section",
            "Priority",
            "Multi-Arch",
            "Essential",
            "Installed-Size");

    private final StanzaReader stanzas;
    private final Architecture architecture;

    PackagesReader(String name, InputStream in, Architecture architecture) {
        this.stanzas = new StanzaReader(
                name,
                in,
                field -> FIELDS.contains(field) || RelationKind.ofField(field).isPresent());
        this.architecture = architecture;
    }

    /// The next package; nothing at the end.
    Optional<PackageRecord> next() throws IOException {
        Optional<Stanza> stanza = stanzas.next();
        return stanza.isEmpty() ? Optional.empty() : Optional.of(record(stanza.get()));
    }

    private PackageRecord record(Stanza stanza) throws IOException {
        String name = required(stanza, "Package");
        if (!PackageNames.isValid(name)) {
            throw stanzas.error("`%s` is not a package name".formatted(name));
        }
        String version = version(required(stanza, "Version"), name);
        String machine = required(stanza, "Architecture");
        if (!machine.equals(Architecture.ALL) && !machine.equals(architecture.debianName())) {
            throw stanzas.error("`%s` is for %s, in a list for %s".formatted(name, machine, architecture));
        }
        String source = stanza.field("Source").orElse(name);
        String sourceVersion = version;
        int parenthesis = source.indexOf(" (");
        if (parenthesis > 0 && source.endsWith(")")) {
            sourceVersion = version(source.substring(parenthesis + 2, source.length() - 1), name);
            source = source.substring(0, parenthesis);
        }
        if (!PackageNames.isValid(source)) {
            throw stanzas.error("`%s` is not the name of a source package".formatted(source));
        }
        String file = required(stanza, "Filename");
        if (!LockedPackage.isPoolPath(file)) {
            throw stanzas.error("`%s` is not a path in the archive's pool".formatted(file));
        }
        return new PackageRecord(
                name,
                version,
                machine.equals(Architecture.ALL),
                source,
                sourceVersion,
                file,
                number(stanza, "Size", required(stanza, "Size")),
                digest(stanza),
                firstLine(stanza.field("Description").orElse("")),
                stanza.field("Section").orElse(""),
                Priority.parse(stanza.field("Priority").orElse("")),
                multiArch(stanza),
                stanza.field("Essential").orElse("no").equals("yes"),
                (int) Math.min(
                        Integer.MAX_VALUE,
                        number(
                                stanza,
                                "Installed-Size",
                                stanza.field("Installed-Size").orElse("0"))),
                relations(stanza));
    }

    private Map<RelationKind, List<Relation>> relations(Stanza stanza) throws IOException {
        Map<RelationKind, List<Relation>> relations = new EnumMap<>(RelationKind.class);
        for (Map.Entry<String, String> field : stanza.fields().entrySet()) {
            Optional<RelationKind> kind = RelationKind.ofField(field.getKey());
            if (kind.isPresent()) {
                try {
                    relations.put(kind.get(), Relation.parseField(field.getValue()));
                } catch (RelationSyntaxException e) {
                    throw stanzas.error("in the field `%s` of the package that ends here, %s"
                            .formatted(field.getKey(), e.getMessage()));
                }
            }
        }
        return relations;
    }

    private Sha256 digest(Stanza stanza) throws IOException {
        try {
            return Sha256.parse(required(stanza, "SHA256"));
        } catch (IllegalArgumentException e) {
            throw stanzas.error(String.valueOf(e.getMessage()));
        }
    }

    private String version(String text, String name) throws IndexSyntaxException {
        try {
            return DebianVersion.parse(text).text();
        } catch (IllegalArgumentException e) {
            throw stanzas.error("`%s`: %s".formatted(name, e.getMessage()));
        }
    }

    private long number(Stanza stanza, String field, String text) throws IndexSyntaxException {
        if (text.isEmpty() || text.length() > 15 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw stanzas.error("`%s` is not a number, in the field `%s` of the package at line %d"
                    .formatted(text, field, stanza.line()));
        }
        return Long.parseLong(text);
    }

    private MultiArch multiArch(Stanza stanza) {
        return switch (stanza.field("Multi-Arch").orElse("no").toLowerCase(Locale.ROOT)) {
            case "same" -> MultiArch.SAME;
            case "foreign" -> MultiArch.FOREIGN;
            case "allowed" -> MultiArch.ALLOWED;
            default -> MultiArch.NO;
        };
    }

    private String required(Stanza stanza, String field) throws IndexSyntaxException {
        return stanza.field(field)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() ->
                        stanzas.error("the package at line %d has no field `%s`".formatted(stanza.line(), field)));
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
