package dev.jos.packages.source;

import dev.jos.host.DurableFiles;
import dev.jos.host.JosRoot;
import dev.jos.host.Sha256;
import dev.jos.packages.DebianVersion;
import dev.jos.packages.PackageId;
import dev.jos.packages.deb.PackageImporter;
import dev.jos.packages.lock.LockedPackage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What became of builds, by their keys:
///
/// ```
/// jos-build 1
/// liblzma5 5.8.1-1 amd64 xz-utils 5.8.1-1 309420 <sha256> liblzma5_5.8.1-1_amd64.deb
/// ```
final class BuildRecords {

    private static final String HEADER = "jos-build 1";
    private static final int FIELDS = 8;

    private final JosRoot root;
    private final DurableFiles files;

    BuildRecords(JosRoot root, DurableFiles files) {
        this.root = root;
        this.files = files;
    }

    /// The packages that a build left; nothing if it was not done yet, or if its record is of no use.
    Optional<List<LockedPackage>> find(Sha256 key) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file(key));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
        if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
            return Optional.empty();
        }
        List<LockedPackage> packages = new ArrayList<>();
        try {
            for (String line : lines.subList(1, lines.size())) {
                packages.add(parse(line));
            }
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
        return Optional.of(packages);
    }

    /// The same, if all of its packages are imported or can be without downloading them.
    Optional<List<LockedPackage>> findHere(Sha256 key, PackageImporter importer) throws IOException {
        Optional<List<LockedPackage>> packages = find(key);
        for (LockedPackage each : packages.orElse(List.of())) {
            if (!importer.isHere(each)) {
                return Optional.empty();
            }
        }
        return packages;
    }

    void write(Sha256 key, List<LockedPackage> packages) throws IOException {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        for (LockedPackage each : packages) {
            text.append(String.join(
                            " ",
                            each.name(),
                            each.version().text(),
                            each.id().architecture(),
                            each.source(),
                            each.sourceVersion().text(),
                            Long.toString(each.size()),
                            each.sha256().hex(),
                            each.file()))
                    .append('\n');
        }
        files.write(file(key), text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private Path file(Sha256 key) {
        return root.builds().resolve(key.hex());
    }

    private static LockedPackage parse(String line) {
        String[] fields = line.split(" ", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("`%s` is no package that was built".formatted(line));
        }
        return new LockedPackage(
                new PackageId(fields[0], DebianVersion.parse(fields[1]), fields[2]),
                LockedPackage.BUILT,
                fields[3],
                DebianVersion.parse(fields[4]),
                fields[7],
                Long.parseLong(fields[5]),
                Sha256.parse(fields[6]));
    }
}
