package dev.jos.vmtests.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which system systemd-boot would start from a boot partition, and whether all of what it loads is whole.
///
/// Source: systemd's `src/boot/boot.c` and the Boot Loader Specification: entries without attempts left come last,
/// then sort keys in ascending order, then versions in descending order; `default` is a pattern of entry names.
///
/// @param system what `jos.system=` names
/// @param problem why it would not start, in words; empty if it would
public record BootVerdict(String system, Optional<String> problem) {

    private static final String ENTRIES = "loader/entries";
    private static final Pattern COUNTER = Pattern.compile("\\+(\\d+)(-\\d+)?\\.conf$");

    private record Entry(String file, String id, int left, List<String> lines) {

        String field(String key) {
            return lines.stream()
                    .filter(line -> line.startsWith(key + " "))
                    .map(line -> line.substring(key.length()).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    /// Reads the partition that begins at `start`.
    public static BootVerdict of(CrashDisk disk, long start) throws IOException {
        FatReader files = FatReader.at(disk, start);
        Optional<String> configuration = text(files, "loader/loader.conf");
        if (configuration.isEmpty()) {
            return new BootVerdict("", Optional.of("there is no loader.conf"));
        }
        String pattern = configuration
                .get()
                .lines()
                .filter(line -> line.startsWith("default "))
                .map(line -> line.substring("default ".length()).strip())
                .findFirst()
                .orElse("");
        List<Entry> entries = entries(files);
        // What the default does not match is tried when nothing else is there.
        Optional<Entry> chosen = entries.stream()
                .filter(entry -> matches(pattern, entry.id()))
                .min(order())
                .or(() -> entries.stream().min(order()));
        return chosen.isEmpty() ? new BootVerdict("", Optional.of("there is no entry")) : verdict(files, chosen.get());
    }

    private static List<Entry> entries(FatReader files) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String name : files.list(ENTRIES)) {
            Optional<String> text = name.endsWith(".conf") ? text(files, ENTRIES + "/" + name) : Optional.empty();
            if (text.isPresent() && text.get().contains("linux ")) {
                Matcher counter = COUNTER.matcher(name);
                int left = counter.find() ? Integer.parseInt(counter.group(1)) : -1;
                String id = name.replaceFirst("(\\+\\d+(-\\d+)?)?\\.conf$", ".conf");
                entries.add(new Entry(name, id, left, text.get().lines().toList()));
            }
        }
        return entries;
    }

    private static Comparator<Entry> order() {
        return Comparator.comparing((Entry entry) -> entry.left() == 0)
                .thenComparing(entry -> entry.field("sort-key"))
                .thenComparing(Entry::id, Comparator.reverseOrder());
    }

    private static boolean matches(String pattern, String id) {
        return FileSystems.getDefault().getPathMatcher("glob:" + pattern).matches(Path.of(id));
    }

    private static BootVerdict verdict(FatReader files, Entry entry) throws IOException {
        Matcher system = Pattern.compile("jos\\.system=([0-9a-f]{64})").matcher(entry.field("options"));
        String name = system.find() ? system.group(1) : "";
        for (String key : List.of("linux", "initrd")) {
            String path = entry.field(key);
            Optional<byte[]> content = files.read(path);
            if (content.isEmpty()) {
                return new BootVerdict(name, Optional.of(entry.file() + ": `" + path + "` is not there"));
            }
            if (!path.contains(digest(content.get()))) {
                return new BootVerdict(name, Optional.of(entry.file() + ": `" + path + "` is damaged"));
            }
        }
        return name.isEmpty()
                ? new BootVerdict("", Optional.of(entry.file() + " names no system"))
                : new BootVerdict(name, Optional.empty());
    }

    private static Optional<String> text(FatReader files, String path) throws IOException {
        return files.read(path).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
