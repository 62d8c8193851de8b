package dev.jos.packages.source;

import dev.jos.host.Progress;
import dev.jos.host.Sha256;
import dev.jos.packages.Architecture;
import dev.jos.packages.DebianVersion;
import dev.jos.packages.Relation;
import dev.jos.packages.RelationSyntaxException;
import dev.jos.packages.archive.Archive;
import dev.jos.packages.archive.IndexedPackage;
import dev.jos.packages.archive.SourceRecord;
import dev.jos.packages.archive.Suite;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.deb.PackageImporter;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.resolve.Request;
import dev.jos.packages.resolve.Resolver;
import dev.jos.store.Store;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Finds everything about a build but its outcome: the source, and the packages that it sees.
final class SourcePreparation {

    /// What Debian's builders have beside what a source asks for.
    private static final List<String> ALWAYS = List.of("build-essential", "fakeroot");

    private final Archive archive;
    private final PackageImporter importer;
    private final Store store;
    private final Map<String, List<SourceRecord>> listed = new HashMap<>();

    SourcePreparation(Archive archive, PackageImporter importer, Store store) {
        this.archive = archive;
        this.importer = importer;
        this.store = store;
    }

    /// What [SourceBuilds#prepare] says.
    PreparedBuild prepare(
            SourceVariant variant,
            Optional<DebianVersion> preferred,
            InputChoice choice,
            Architecture architecture,
            Progress progress)
            throws IOException {
        Archive origin = variant.suite().isEmpty() ? archive : archive.ofSuites(List.of(Suite.named(variant.suite())));
        List<SourceRecord> all = listed(variant, origin, architecture, progress);
        Optional<SourceRecord> chosen = choose(variant, preferred, all);
        if (chosen.isEmpty()) {
            throw new UnknownSource(variant, versions(all), nearest(variant.source(), all, architecture, progress));
        }
        SourceRecord source = chosen.get();
        List<LockedPackage> inputs = new Resolver(archive.indexOrRefresh(architecture, progress))
                .resolve(request(variant, source, architecture), List.of())
                .packages();
        Seen seen = seen(inputs, choice, progress);
        DevelopmentLinks links = variant.stubs()
                ? DevelopmentLinks.of(seen.packages(), seen.linked(), store)
                : DevelopmentLinks.AS_THEY_ARE;
        Sha256 key = BuildKey.of(variant, source, architecture, seen.packages(), links, store);
        return new PreparedBuild(variant, source, all, architecture, seen.packages(), links, key);
    }

    /// The packages that a build sees, and those whose libraries it links with in the place of theirs.
    private record Seen(List<ImportedPackage> packages, List<ImportedPackage> linked) {}

    /// Compilers and the like go on with the libraries they know: where a library is replaced, only what is built is
    /// linked with the other. Headers are replaced.
    private Seen seen(List<LockedPackage> inputs, InputChoice choice, Progress progress) throws IOException {
        List<LockedPackage> others = new ArrayList<>();
        for (LockedPackage each : inputs) {
            others.add(choice.inPlaceOf(each));
        }
        List<ImportedPackage> usual = importer.importAll(inputs, progress);
        List<ImportedPackage> instead = importer.importAll(others, progress);
        Seen seen = new Seen(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < inputs.size(); i++) {
            ImportedPackage other = instead.get(i);
            boolean runs = other.interfaces().objects().stream()
                    .anyMatch(object -> !object.soname().isEmpty());
            seen.packages().add(runs ? usual.get(i) : other);
            if (runs && !other.equals(usual.get(i))) {
                seen.linked().add(other);
            }
        }
        return seen;
    }

    /// Lists are read from end to end for each question, so each is asked once.
    private List<SourceRecord> listed(
            SourceVariant variant, Archive origin, Architecture architecture, Progress progress) throws IOException {
        String question = variant.suite() + "/" + variant.source();
        List<SourceRecord> known = listed.get(question);
        if (known == null) {
            known = origin.sources(architecture, progress).find(variant.source(), progress);
            listed.put(question, known);
        }
        return known;
    }

    private static Optional<SourceRecord> choose(
            SourceVariant variant, Optional<DebianVersion> preferred, List<SourceRecord> listed) throws UnknownSource {
        boolean free = variant.version().isEmpty() && variant.suite().isEmpty();
        Optional<SourceRecord> usual = listed.stream()
                .filter(each -> free && preferred.stream().anyMatch(each.version()::equals))
                .findFirst();
        return usual.or(() -> listed.stream()
                .filter(each -> variant.version().stream()
                        .allMatch(wanted -> wanted.equals(each.version().text())))
                .findFirst());
    }

    /// What was likely meant: the source of a package of this name, or one that is spelled much like it.
    private List<String> nearest(String name, List<SourceRecord> listed, Architecture architecture, Progress progress)
            throws IOException {
        if (!listed.isEmpty()) {
            return List.of();
        }
        Optional<IndexedPackage> binary =
                archive.indexOrRefresh(architecture, progress).newest(name);
        return binary.isPresent()
                ? List.of(binary.get().locked().source())
                : archive.sources(architecture, progress).nearest(name, progress);
    }

    static List<DebianVersion> versions(List<SourceRecord> listed) {
        return listed.stream().map(SourceRecord::version).distinct().toList();
    }

    private static Request request(SourceVariant variant, SourceRecord source, Architecture architecture)
            throws IOException {
        BuildRelations relations = new BuildRelations(architecture, variant.profiles());
        List<Relation> needs = new ArrayList<>();
        for (String field : List.of("Build-Depends", "Build-Depends-Arch")) {
            needs.addAll(relations(relations, source, field));
        }
        var avoided = new TreeSet<String>();
        for (String field : List.of("Build-Conflicts", "Build-Conflicts-Arch")) {
            for (Relation each : relations(relations, source, field)) {
                each.alternatives().stream()
                        .filter(reference -> reference.constraint().isEmpty())
                        .forEach(reference -> avoided.add(reference.name()));
            }
        }
        return Request.of(architecture, ALWAYS).withNeeds(needs).withExcluded(avoided);
    }

    private static List<Relation> relations(BuildRelations relations, SourceRecord source, String field)
            throws IOException {
        try {
            return relations.parse(source.field(field).orElse(""));
        } catch (RelationSyntaxException malformed) {
            throw new IOException(
                    "`%s` of the source package `%s`: %s".formatted(field, source.name(), malformed.getMessage()),
                    malformed);
        }
    }
}
