package dev.jos.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All options that anybody should know of, those inside of others included: for looking one up.
public final class OptionCatalog {

    /// One option as it is written from the top: `users.users.<name>.shell`, with a placeholder for what the user
    /// chooses.
    ///
    /// @param module the module that declares it
    public record Entry(String name, Option<?> option, String module) {

        /// What a configuration may say, as an example in HOCON; null when there is none.
        public @Nullable String example() {
            String value = option.example();
            return value == null ? null : option.name() + (value.startsWith("{") ? " " : " = ") + value;
        }
    }

    private final List<Entry> entries;

    private OptionCatalog(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /// The options that modules declare, by the names of the modules.
    public static OptionCatalog of(Map<String, ? extends Collection<Option<?>>> byModule) {
        var entries = new ArrayList<Entry>();
        byModule.forEach((module, options) -> options.forEach(option -> add("", option, module, entries)));
        entries.sort(Comparator.comparing(Entry::name));
        return new OptionCatalog(entries);
    }

    private static void add(String prefix, Option<?> option, String module, List<Entry> into) {
        if (option.isInternal()) {
            return;
        }
        String name = prefix + option.name();
        into.add(new Entry(name, option, module));
        String inner = name + option.type().placeholder() + ".";
        option.type().options().forEach(child -> add(inner, child, module, into));
    }

    /// Sorted by name.
    public List<Entry> entries() {
        return entries;
    }

    /// The option at a path and those below it, or those of a group; a name chosen by the user fits its placeholder.
    /// Nothing when there is no such path.
    public List<Entry> at(String path) {
        var segments = OptionPath.parse(path).segments();
        return entries.stream()
                .filter(entry -> isBelow(segments(entry.name()), segments))
                .toList();
    }

    /// Whether `path` is that of the entry itself, as far as `at` goes.
    public static boolean isAt(Entry entry, String path) {
        var segments = OptionPath.parse(path).segments();
        var own = segments(entry.name());
        return own.size() == segments.size() && isBelow(own, segments);
    }

    private static boolean isBelow(List<String> name, List<String> path) {
        if (name.size() < path.size()) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            if (!name.get(i).equals(path.get(i)) && !name.get(i).startsWith("<")) {
                return false;
            }
        }
        return true;
    }

    /// An element of a list has no name of its own.
    private static List<String> segments(String name) {
        return List.of(name.replace("[]", "").split("\\."));
    }

    /// The options that have all the words in their names or descriptions, the best first.
    public List<Entry> search(List<String> words) {
        record Found(Entry entry, int score) {}
        return entries.stream()
                .map(entry -> new Found(entry, OptionScore.of(entry, words)))
                .filter(found -> found.score > 0)
                .sorted(Comparator.comparingInt((Found found) -> -found.score)
                        .thenComparingInt(found -> found.entry.name().length())
                        .thenComparing(found -> found.entry.name()))
                .map(Found::entry)
                .toList();
    }

    /// The name of an option or a group that is close to what was written, or that NixOS calls so.
    public Optional<String> nearest(String written) {
        var names = new LinkedHashSet<String>();
        for (Entry entry : entries) {
            for (int dot = entry.name().indexOf('.');
                    dot >= 0;
                    dot = entry.name().indexOf('.', dot + 1)) {
                names.add(entry.name().substring(0, dot));
            }
            names.add(entry.name());
        }
        return inNixos(written).or(() -> NearestName.of(written, names)).or(() -> NearestName.of(written, words()));
    }

    /// The option that NixOS calls by this name.
    private Optional<String> inNixos(String written) {
        return entries.stream()
                .filter(entry -> {
                    String scope = entry.name()
                            .substring(
                                    0,
                                    entry.name().length()
                                            - entry.option().name().length());
                    return entry.option().namesInNixos().stream().anyMatch(name -> written.equals(scope + name));
                })
                .map(Entry::name)
                .findFirst();
    }

    private Collection<String> words() {
        var words = new LinkedHashSet<String>();
        entries.forEach(entry -> words.addAll(segments(entry.name())));
        return words;
    }
}
