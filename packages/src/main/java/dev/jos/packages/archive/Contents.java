package dev.jos.packages.archive;

import dev.jos.host.Progress;
import dev.jos.packages.archive.ArchiveState.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/// Which package ships which file, for all packages of the archive, from its `Contents` lists
/// (<https://wiki.debian.org/DebianRepository/Format>). A question reads them from end to end: seconds, not
/// milliseconds.
public final class Contents {

    /// A file and a package that ships it.
    ///
    /// @param path absolute
    public record Owner(String path, String packageName) {}

    private final OnDemandLists lists;

    Contents(OnDemandLists lists) {
        this.lists = lists;
    }

    /// The packages that ship `path`: this very path when it begins with `/`, else every path that ends in `/` and
    /// `path`.
    /// Of a merged directory both spellings are found (`/bin/ls` and `/usr/bin/ls`).
    public List<Owner> owners(String path, Progress progress) throws IOException {
        boolean absolute = path.startsWith("/");
        String wanted = absolute ? merged(path.substring(1)) : "/" + path;
        List<Owner> owners = new ArrayList<>();
        Predicate<String> matches =
                absolute ? line -> merged(line).equals(wanted) : line -> line.endsWith(wanted) || line.equals(path);
        String needle = wanted.substring(wanted.lastIndexOf('/') + 1);
        scan(needle, progress, (file, packages) -> {
            if (matches.test(file)) {
                for (String name : packages.split(",", -1)) {
                    owners.add(new Owner("/" + file, baseName(name)));
                }
            }
        });
        return owners.stream().distinct().toList();
    }

    /// The files that the newest version of a package ships, sorted; none when no list mentions it.
    public SortedSet<String> files(String packageName, Progress progress) throws IOException {
        SortedSet<String> files = new TreeSet<>();
        scan(packageName, progress, (file, packages) -> {
            for (String name : packages.split(",", -1)) {
                if (baseName(name).equals(packageName)) {
                    files.add("/" + file);
                }
            }
        });
        return files;
    }

    /// Shows every line that contains `needle`, split.
    private void scan(String needle, Progress progress, BiConsumer<String, String> lines) throws IOException {
        lists.read(
                Role.CONTENTS,
                "Searching file lists",
                "file lists",
                progress,
                (_, plain) -> scan(plain, needle, lines));
    }

    private static void scan(InputStream plain, String needle, BiConsumer<String, String> lines) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8), 1 << 16);
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (!line.contains(needle)) {
                continue;
            }
            int end = line.lastIndexOf(' ');
            int tab = line.lastIndexOf('\t');
            int split = Math.max(end, tab);
            if (split > 0) {
                lines.accept(line.substring(0, split).stripTrailing(), line.substring(split + 1));
            }
        }
    }

    /// `section/name` or `area/section/name`.
    private static String baseName(String entry) {
        return entry.substring(entry.lastIndexOf('/') + 1);
    }

    /// The path as it is after the merge of `/bin`, `/sbin` and `/lib*` into `/usr`.
    private static String merged(String path) {
        int slash = path.indexOf('/');
        String first = slash < 0 ? path : path.substring(0, slash);
        return switch (first) {
            case "bin", "sbin", "lib", "lib32", "lib64", "libx32" -> "usr/" + path;
            default -> path;
        };
    }
}
