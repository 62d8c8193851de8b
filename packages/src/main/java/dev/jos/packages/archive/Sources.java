package dev.jos.packages.archive;

import dev.jos.host.Progress;
import dev.jos.packages.archive.ArchiveState.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The source packages of the archive, from its `Sources` lists, which are fetched when first asked for and
/// read from end to end for each question: 40 MB in a second.
public final class Sources {

    private final OnDemandLists lists;

    Sources(OnDemandLists lists) {
        this.lists = lists;
    }

    /// All versions of a source package, the newest first, and of equal ones the one of the first suite.
    ///
    /// @throws IndexSyntaxException if a list does not follow its format
    public List<SourceRecord> find(String name, Progress progress) throws IOException {
        List<SourceRecord> found = new ArrayList<>();
        search(name::equals, found::add, progress);
        found.sort(Comparator.comparing(SourceRecord::version).reversed());
        return found;
    }

    /// Names of source packages that are spelled much like one that is not there, the likeliest first.
    public List<String> nearest(String name, Progress progress) throws IOException {
        Set<String> names = new TreeSet<>();
        forEach(each -> names.add(each.name()), progress);
        return NearestNames.among(name, names.stream());
    }

    /// Shows every source package, suite by suite, to `reader`.
    ///
    /// @throws IndexSyntaxException if a list does not follow its format
    public void forEach(Consumer<SourceRecord> reader, Progress progress) throws IOException {
        search(_ -> true, reader, progress);
    }

    private void search(Predicate<String> wanted, Consumer<SourceRecord> reader, Progress progress) throws IOException {
        lists.read(Role.SOURCES, "Searching source packages", "lists of sources", progress, (list, plain) -> {
            SourcesReader sources = new SourcesReader(list.suite(), ListFiles.name(list), plain);
            for (Optional<SourceRecord> next = sources.next(wanted); next.isPresent(); next = sources.next(wanted)) {
                reader.accept(next.get());
            }
        });
    }
}
