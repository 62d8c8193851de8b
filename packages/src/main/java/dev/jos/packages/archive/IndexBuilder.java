package dev.jos.packages.archive;

import static dev.jos.packages.archive.IndexFormat.*;

import dev.jos.host.Sha256;
import dev.jos.packages.Architecture;
import dev.jos.packages.DebianVersion;
import dev.jos.packages.PackageReference;
import dev.jos.packages.Relation;
import dev.jos.packages.lock.LockedSuite;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.CRC32C;

/// Turns package lists into the bytes of an index. The same lists in the same order give the same bytes.
@SuppressWarnings("EnumOrdinal") // The layout has a version of its own, and an index is only a cache.
final class IndexBuilder {

    private record Entry(PackageRecord record, int suite) {}

    private final Architecture architecture;
    private final List<LockedSuite> suites;
    private final List<Entry> entries = new ArrayList<>();

    private final Map<String, Integer> nameNumbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final StringPool strings = new StringPool();

    /// @param suites in order of preference between equal versions
    IndexBuilder(Architecture architecture, List<LockedSuite> suites) {
        this.architecture = architecture;
        this.suites = suites;
    }

    /// Adds a package of the suite with this place in the list of suites.
    void add(int suite, PackageRecord record) {
        entries.add(new Entry(record, suite));
    }

    byte[] build() {
        entries.sort(Comparator.comparing((Entry entry) -> entry.record().name())
                .thenComparing((a, b) ->
                        DebianVersion.compare(b.record().version(), a.record().version()))
                .thenComparingInt(Entry::suite));
        dropRepeated();
        numberNames();
        Words relations = new Words();
        Words packages = new Words();
        for (Entry entry : entries) {
            packageWords(entry, packages, relations);
        }
        Words providers = new Words();
        Words nameWords = nameWords(providers);
        return assemble(nameWords, packages, relations, providers);
    }

    private void dropRepeated() {
        List<Entry> unique = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            PackageRecord last = unique.isEmpty() ? null : unique.getLast().record();
            if (last == null
                    || !last.name().equals(entry.record().name())
                    || !last.version().equals(entry.record().version())) {
                unique.add(entry);
            }
        }
        entries.clear();
        entries.addAll(unique);
    }

    private void numberNames() {
        TreeSet<String> all = new TreeSet<>();
        for (Entry entry : entries) {
            all.add(entry.record().name());
            for (List<Relation> relations : entry.record().relations().values()) {
                for (Relation relation : relations) {
                    relation.alternatives().forEach(reference -> all.add(reference.name()));
                }
            }
        }
        for (String name : all) {
            nameNumbers.put(name, names.size());
            names.add(name);
        }
    }

    private void packageWords(Entry entry, Words words, Words relations) {
        PackageRecord record = entry.record();
        words.add(number(record.name()));
        words.add(strings.offset(record.version()));
        words.add((record.all() ? FLAG_ALL : 0)
                | (record.essential() ? FLAG_ESSENTIAL : 0)
                | (record.multiArch().ordinal() << MULTI_ARCH_SHIFT)
                | (record.priority().ordinal() << PRIORITY_SHIFT));
        words.add(entry.suite());
        words.add(strings.offset(record.source()));
        words.add(strings.offset(record.sourceVersion()));
        words.add(strings.offset(record.file()));
        words.add(strings.offset(record.description()));
        words.add(strings.offset(record.section()));
        words.add(record.installedSize());
        words.addLong(record.size());
        words.add(relations.size());
        digest(words, record.sha256());
        for (RelationKind kind : RelationKind.values()) {
            relationWords(record.relations().getOrDefault(kind, List.of()), relations);
        }
    }

    private void relationWords(List<Relation> relations, Words words) {
        words.add(relations.size());
        for (Relation relation : relations) {
            words.add(relation.alternatives().size());
            for (PackageReference reference : relation.alternatives()) {
                words.add(number(reference.name()));
                words.add(
                        reference.constraint().map(c -> c.operator().ordinal()).orElse(NONE));
                words.add(reference
                        .constraint()
                        .map(c -> strings.offset(c.version().text()))
                        .orElse(NONE));
                words.add(reference.qualifier().map(strings::offset).orElse(NONE));
            }
        }
    }

    private Words nameWords(Words providerWords) {
        Map<Integer, Words> providers = new HashMap<>();
        Words words = new Words();
        for (int i = 0; i < entries.size(); i++) {
            for (Relation provided :
                    entries.get(i).record().relations().getOrDefault(RelationKind.PROVIDES, List.of())) {
                PackageReference reference = provided.alternatives().getFirst();
                Words list = providers.computeIfAbsent(number(reference.name()), n -> new Words());
                list.add(i);
                list.add(reference
                        .constraint()
                        .map(c -> strings.offset(c.version().text()))
                        .orElse(NONE));
            }
        }
        int at = 0;
        for (int name = 0; name < names.size(); name++) {
            int first = at;
            while (at < entries.size() && entries.get(at).record().name().equals(names.get(name))) {
                at++;
            }
            words.add(strings.offset(names.get(name)));
            words.add(first);
            words.add(at - first);
            Words list = providers.get(name);
            if (list == null) {
                words.add(NONE);
                continue;
            }
            words.add(providerWords.size());
            providerWords.add(list.size() / 2);
            for (int i = 0; i < list.size(); i++) {
                providerWords.add(list.get(i));
            }
        }
        return words;
    }

    private byte[] assemble(Words nameWords, Words packages, Words relations, Words providers) {
        Words suiteWords = new Words();
        for (LockedSuite suite : suites) {
            suiteWords.add(strings.offset(suite.name()));
            suiteWords.addLong(suite.date().getEpochSecond());
            digest(suiteWords, suite.release());
        }
        int architectureName = strings.offset(architecture.debianName());
        byte[] text = strings.bytes();
        List<Words> sections = List.of(suiteWords, nameWords, packages, relations, providers);
        int length = 4 * HEADER_WORDS
                + text.length
                + sections.stream().mapToInt(section -> 4 * section.size()).sum();
        ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        out.position(4 * HEADER_WORDS);
        for (Words section : sections) {
            for (int i = 0; i < section.size(); i++) {
                out.putInt(section.get(i));
            }
        }
        out.put(text);
        out.putInt(4 * H_MAGIC, MAGIC);
        out.putInt(4 * H_VERSION, VERSION);
        out.putInt(4 * H_LENGTH, length);
        out.putInt(4 * H_ARCHITECTURE, architectureName);
        out.putInt(4 * H_SUITES, suites.size());
        out.putInt(4 * H_NAMES, names.size());
        out.putInt(4 * H_PACKAGES, entries.size());
        out.putInt(4 * H_RELATION_WORDS, relations.size());
        out.putInt(4 * H_PROVIDER_WORDS, providers.size());
        out.putInt(4 * H_STRING_BYTES, text.length);
        out.putInt(4 * H_CHECKSUM, checksum(out));
        return out.array();
    }

    /// The checksum of an index, over everything after it.
    static int checksum(ByteBuffer index) {
        CRC32C checksum = new CRC32C();
        checksum.update(index.duplicate().clear().position(CHECKED_FROM));
        return (int) checksum.getValue();
    }

    private static void digest(Words words, Sha256 digest) {
        words.addLong(digest.a());
        words.addLong(digest.b());
        words.addLong(digest.c());
        words.addLong(digest.d());
    }

    private int number(String name) {
        Integer number = nameNumbers.get(name);
        if (number == null) {
            throw new IllegalStateException("`%s` was not numbered".formatted(name));
        }
        return number;
    }

    /// Every distinct text once.
    private static final class StringPool {

        private final Map<String, Integer> offsets = new HashMap<>();
        private final java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream(1 << 20);

        int offset(String text) {
            return offsets.computeIfAbsent(text, this::append);
        }

        private int append(String text) {
            int offset = bytes.size();
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            for (int shift = 0; shift < 32; shift += 8) {
                bytes.write(utf8.length >>> shift);
            }
            bytes.writeBytes(utf8);
            return offset;
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
