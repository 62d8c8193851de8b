package dev.jos.packages.source;

import dev.jos.host.DurableFiles;
import dev.jos.host.JosRoot;
import dev.jos.host.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// What builds looked at of the packages of other recipes, by the key of all else that goes into them: from that
/// and from what there is to see now follows whether one of them would come out again.
///
/// ```
/// jos-traces 1
/// trace <digest of what was seen>
/// look usr/include/greet/greet.h
/// list usr/include/greet
/// word greet
/// ```
final class BuildTraces {

    private static final String HEADER = "jos-traces 1";
    /// Of libraries under work there is always another state; those of long ago are of no use.
    private static final int MOST_TRACES = 32;

    private static final String SUFFIX = ".traces";

    private record Entry(Sha256 seen, FileTrace trace, SymbolNames names) {}

    private final JosRoot root;
    private final DurableFiles files;

    BuildTraces(JosRoot root, DurableFiles files) {
        this.root = root;
        this.files = files;
    }

    /// The key of a build that saw what is to be seen now, the newest first; nothing if there was none yet.
    Optional<Sha256> find(Sha256 base, FilesOfRecipes now) throws IOException {
        for (Entry each : read(base).reversed()) {
            Sha256 seen = digest(now.seen(each.trace(), each.names()));
            if (seen.equals(each.seen())) {
                return Optional.of(key(base, seen));
            }
        }
        return Optional.empty();
    }

    /// Takes note of a build; returns its key.
    Sha256 add(Sha256 base, FilesOfRecipes files, FileTrace trace, SymbolNames names) throws IOException {
        Sha256 seen = digest(files.seen(trace, names));
        List<Entry> entries = new ArrayList<>(read(base));
        entries.removeIf(each -> each.seen().equals(seen));
        entries.add(new Entry(seen, trace, names));
        while (entries.size() > MOST_TRACES) {
            entries.removeFirst();
        }
        write(base, entries);
        return key(base, seen);
    }

    private static Sha256 key(Sha256 base, Sha256 seen) {
        return Sha256.of(("jos-build-key 1\n" + base + "\n" + seen + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static Sha256 digest(List<String> lines) {
        return Sha256.of(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private void write(Sha256 base, List<Entry> entries) throws IOException {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        for (Entry each : entries) {
            text.append("trace ").append(each.seen().hex()).append('\n');
            each.trace()
                    .looked()
                    .forEach(path -> text.append("look ").append(path).append('\n'));
            each.trace()
                    .listed()
                    .forEach(path -> text.append("list ").append(path).append('\n'));
            each.names()
                    .words()
                    .forEach(word -> text.append("word ").append(word).append('\n'));
            if (each.names().all()) {
                text.append("words\n");
            }
        }
        files.write(file(base), text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private List<Entry> read(Sha256 base) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file(base));
        } catch (NoSuchFileException none) {
            return List.of();
        }
        List<Entry> entries = new ArrayList<>();
        if (!lines.isEmpty() && lines.getFirst().equals(HEADER)) {
            int start = 1;
            while (start < lines.size()) {
                int end = start + 1;
                while (end < lines.size() && !lines.get(end).startsWith("trace ")) {
                    end++;
                }
                entries.add(entry(lines.subList(start, end)));
                start = end;
            }
        }
        return entries;
    }

    private static Entry entry(List<String> lines) {
        var looked = new TreeSet<String>();
        var listed = new TreeSet<String>();
        var words = new TreeSet<String>();
        boolean all = false;
        for (String line : lines.subList(1, lines.size())) {
            String rest = line.substring(line.indexOf(' ') + 1);
            switch (line.substring(0, Math.max(0, line.indexOf(' ')))) {
                case "look" -> looked.add(rest);
                case "list" -> listed.add(rest);
                case "word" -> words.add(rest);
                default -> all = true;
            }
        }
        return new Entry(
                Sha256.parse(lines.getFirst().substring("trace ".length())),
                new FileTrace(looked, listed),
                new SymbolNames(words, all));
    }

    private Path file(Sha256 base) {
        return root.builds().resolve(base.hex() + SUFFIX);
    }
}
