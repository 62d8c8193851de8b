package dev.jos.packages.archive;

import dev.jos.host.Sha256;
import dev.jos.packages.lock.LockedSuite;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the last good refresh for one architecture left behind: a small text file, replaced in one step, which
/// names everything else by digest.
///
/// @param suites in order of preference
/// @param files the verified lists of packages, and the lists of contents and sources that can be fetched on
///     demand
record ArchiveState(List<LockedSuite> suites, List<KnownFile> files) {

    private static final String HEADER = "jos-archive 1";

    /// What a known file is for.
    enum Role {
        PACKAGES,
        CONTENTS,
        SOURCES
    }

    /// An index file of the archive.
    ///
    /// @param file with its path below the suite's directory
    /// @param plainSize its size in bytes when it is decompressed, which bounds decompression; 0 when unknown
    record KnownFile(Role role, String suite, String component, IndexFile file, long plainSize) {}

    ArchiveState {
        suites = List.copyOf(suites);
        files = List.copyOf(files);
    }

    List<KnownFile> files(Role role) {
        return files.stream().filter(file -> file.role() == role).toList();
    }

    Optional<LockedSuite> suite(String name) {
        return suites.stream().filter(suite -> suite.name().equals(name)).findFirst();
    }

    /// Whether every list that `settings` want is here, and no other.
    boolean answers(ArchiveSettings settings) {
        List<String> wanted = new ArrayList<>();
        for (Suite suite : settings.suites()) {
            settings.components().forEach(component -> wanted.add(suite + "/" + component));
        }
        return files(Role.PACKAGES).stream()
                .map(file -> file.suite() + "/" + file.component())
                .toList()
                .equals(wanted);
    }

    /// Names the index made from these lists, by this version of its layout.
    String indexName() {
        StringBuilder text = new StringBuilder("layout " + IndexFormat.VERSION + "\n");
        suites.forEach(suite -> text.append(line(suite)));
        files(Role.PACKAGES).forEach(file -> text.append(line(file)));
        return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8)).hex().substring(0, 32) + ".index";
    }

    String render() {
        StringBuilder text = new StringBuilder(HEADER + "\n");
        suites.forEach(suite -> text.append(line(suite)));
        files.forEach(file -> text.append(line(file)));
        return text.toString();
    }

    private static String line(LockedSuite suite) {
        return "suite %s %s %s\n".formatted(suite.name(), suite.date(), suite.release());
    }

    private static String line(KnownFile known) {
        IndexFile file = known.file();
        return "%s %s %s %s %d %d %s\n"
                .formatted(
                        known.role(),
                        known.suite(),
                        known.component(),
                        file.sha256(),
                        file.size(),
                        known.plainSize(),
                        file.path());
    }

    /// Reads what [#render] wrote; nothing when it is anything else, which is as good as no state at all.
    static Optional<ArchiveState> parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().equals(HEADER) || !text.endsWith("\n")) {
            return Optional.empty();
        }
        List<LockedSuite> suites = new ArrayList<>();
        List<KnownFile> files = new ArrayList<>();
        try {
            for (String line : lines.subList(1, lines.size())) {
                String[] parts = line.split(" ", -1);
                if (parts[0].equals("suite")) {
                    suites.add(new LockedSuite(parts[1], Instant.parse(parts[2]), Sha256.parse(parts[3])));
                } else {
                    IndexFile file = new IndexFile(parts[6], Long.parseLong(parts[4]), Sha256.parse(parts[3]));
                    files.add(
                            new KnownFile(Role.valueOf(parts[0]), parts[1], parts[2], file, Long.parseLong(parts[5])));
                }
            }
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
        return Optional.of(new ArchiveState(suites, files));
    }
}
