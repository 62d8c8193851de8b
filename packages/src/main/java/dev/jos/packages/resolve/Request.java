package dev.jos.packages.resolve;

import dev.jos.host.Sha256;
import dev.jos.packages.Architecture;
import dev.jos.packages.Relation;
import dev.jos.packages.archive.ArchiveSettings;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a system asks of the archive.
///
/// @param install names to install; a name may carry a version as `name=version`
/// @param needs relations that the answer has to satisfy, such as `debhelper (>= 13) | debhelper-compat`
/// @param exclude names that must not be installed
/// @param pins versions that packages must have if they are installed at all
/// @param provided names that need no package, because whoever asks stands for them: a need of one is met,
///     unless it bounds the version. Nothing conflicts with them
/// @param recommends whether recommended packages come along, where they can
public record Request(
        Architecture architecture,
        SortedSet<String> install,
        List<Relation> needs,
        SortedSet<String> exclude,
        SortedMap<String, String> pins,
        SortedSet<String> provided,
        BasePolicy base,
        boolean recommends) {

    public Request {
        install = Collections.unmodifiableSortedSet(new TreeSet<>(install));
        needs = List.copyOf(needs);
        exclude = Collections.unmodifiableSortedSet(new TreeSet<>(exclude));
        pins = Collections.unmodifiableSortedMap(new TreeMap<>(pins));
        provided = Collections.unmodifiableSortedSet(new TreeSet<>(provided));
    }

    /// A system with the essential packages and these.
    public static Request of(Architecture architecture, Collection<String> install) {
        return new Request(
                architecture,
                new TreeSet<>(install),
                List.of(),
                new TreeSet<>(),
                new TreeMap<>(),
                new TreeSet<>(),
                BasePolicy.ESSENTIAL,
                false);
    }

    public Request withNeeds(List<Relation> relations) {
        return new Request(architecture, install, relations, exclude, pins, provided, base, recommends);
    }

    public Request withBase(BasePolicy newBase) {
        return new Request(architecture, install, needs, exclude, pins, provided, newBase, recommends);
    }

    public Request withRecommends(boolean newRecommends) {
        return new Request(architecture, install, needs, exclude, pins, provided, base, newRecommends);
    }

    public Request withExcluded(Collection<String> names) {
        return new Request(architecture, install, needs, new TreeSet<>(names), pins, provided, base, recommends);
    }

    public Request withProvided(Collection<String> names) {
        return new Request(architecture, install, needs, exclude, pins, new TreeSet<>(names), base, recommends);
    }

    /// Names what is asked for, of which archive: equal requests to equal settings have equal fingerprints, in
    /// every version of jos, whatever the mirrors.
    public Sha256 fingerprint(ArchiveSettings settings) {
        StringBuilder text = new StringBuilder("jos-request 1\n").append(settings.universe());
        text.append("architecture ").append(architecture.debianName()).append('\n');
        text.append("base ").append(base).append('\n');
        text.append("recommends ").append(recommends).append('\n');
        install.forEach(name -> text.append("install ").append(name).append('\n'));
        needs.forEach(relation -> text.append("need ").append(relation).append('\n'));
        exclude.forEach(name -> text.append("exclude ").append(name).append('\n'));
        pins.forEach((name, version) ->
                text.append("pin ").append(name).append(' ').append(version).append('\n'));
        provided.forEach(name -> text.append("provide ").append(name).append('\n'));
        return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
