package dev.jos.packages.override;

import dev.jos.interfaces.UnmetNeed;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.source.SourceVariant;
import dev.jos.packages.source.UnknownSource;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Builds packages again that miss something of a replacement, with that replacement in the place of what they were
/// built with. Nothing else is built again.
final class Rebuilds {

    private final SourcePackages sources;
    private final PackageVersions versions;

    Rebuilds(SourcePackages sources, PackageVersions versions) {
        this.sources = sources;
        this.versions = versions;
    }

    /// The replacements with rebuilt packages, as far as they can be had; nothing if that would not help: because a
    /// relation forbids the replacement, because what misses something is of the same source or came in itself, or
    /// because there is no source to build it from.
    ///
    /// @param refusals all that speaks against `chosen`
    Optional<Chosen> answering(List<Refusal> refusals, Chosen chosen, PackageSet before) throws IOException {
        Map<String, Refusal.Need> wanted = new TreeMap<>();
        for (Refusal each : refusals) {
            if (!(each instanceof Refusal.Need need)) {
                return Optional.empty();
            }
            String consumer = need.need().packageName();
            Optional<String> source = before.source(consumer);
            if (source.isEmpty()
                    || chosen.contains(consumer)
                    || chosen.sources().contains(source.get())) {
                return Optional.empty();
            }
            wanted.putIfAbsent(source.get(), need);
        }
        Chosen more = chosen.with(List.of());
        for (Map.Entry<String, Refusal.Need> each : wanted.entrySet()) {
            try {
                rebuild(each.getKey(), each.getValue().need(), chosen, more, before);
            } catch (UnknownSource unknown) {
                return Optional.empty();
            }
        }
        return Optional.of(more);
    }

    private void rebuild(String source, UnmetNeed because, Chosen chosen, Chosen more, PackageSet before)
            throws IOException {
        LockedPackage consumer = before.locked(because.packageName()).orElseThrow();
        SourceVariant variant =
                SourceVariant.of(source).withOptions(List.of("nocheck")).withProfiles(List.of("nocheck"));
        Optional<List<LockedPackage>> built =
                sources.of(variant, consumer.sourceVersion(), usual -> replaced(usual, chosen));
        built.ifPresent(more::addBuilt);
        for (LockedPackage stock : before.ofSource(source)) {
            if (built.isEmpty()) {
                more.addToRebuild(stock);
            }
            built.stream()
                    .flatMap(List::stream)
                    .filter(now -> now.name().equals(stock.name()))
                    .forEach(now ->
                            more.add(new Replacement(Optional.of(stock), now, new Replacement.Rebuilt(because))));
        }
    }

    /// A package to build with: the replacement itself, or what belongs to one, such as its headers.
    private LockedPackage replaced(LockedPackage usual, Chosen chosen) throws IOException {
        if (chosen.contains(usual.name())) {
            return chosen.locked(usual.name());
        }
        Optional<LockedPackage> built = chosen.built(usual.name());
        if (built.isPresent()) {
            return built.get();
        }
        for (LockedPackage moved : chosen.packages()) {
            if (moved.source().equals(usual.source())) {
                return versions.of(usual.name(), moved.suite()).stream()
                        .filter(each -> each.sourceVersion().equals(moved.sourceVersion()))
                        .findFirst()
                        .orElse(usual);
            }
        }
        return usual;
    }
}
