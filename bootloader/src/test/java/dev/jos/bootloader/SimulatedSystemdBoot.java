package dev.jos.bootloader;

import dev.jos.host.Sha256;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Chooses, counts and checks as systemd-boot does.
final class SimulatedSystemdBoot implements SimulatedLoader {

    private record Candidate(Path file, List<String> lines) {

        String field(String key) {
            return lines.stream()
                    .filter(line -> line.startsWith(key + " "))
                    .map(line -> line.substring(key.length()).strip())
                    .findFirst()
                    .orElse("");
        }

        BootCount count() {
            return BootCount.of(name().replace(".conf", ""));
        }

        String name() {
            return String.valueOf(file.getFileName());
        }
    }

    private final Path root;

    private SimulatedSystemdBoot(Path root) {
        this.root = root;
    }

    static SimulatedSystemdBoot of(Path root) {
        return new SimulatedSystemdBoot(root);
    }

    @Override
    public String starts() throws IOException {
        Candidate chosen = choose();
        for (String key : List.of("linux", "initrd")) {
            Path blob = root.resolve(chosen.field(key).substring(1));
            if (!String.valueOf(blob.getFileName())
                    .startsWith(Sha256.ofFile(blob).hex())) {
                throw new IllegalStateException(blob + " is damaged");
            }
        }
        return chosen.field("title");
    }

    @Override
    public String boot() throws IOException {
        Candidate chosen = choose();
        BootCount count = chosen.count();
        if (count.left() > 0) {
            String stem = BootCount.strip(chosen.name().replace(".conf", ""));
            String renamed = stem + new BootCount(count.left() - 1, count.done() + 1).suffix() + ".conf";
            Files.move(chosen.file(), chosen.file().resolveSibling(renamed));
        }
        return chosen.field("title");
    }

    private Candidate choose() throws IOException {
        String pattern = new Candidate(root, Files.readAllLines(root.resolve("loader/loader.conf"))).field("default");
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        try (Stream<Path> files = Files.list(root.resolve("loader/entries"))) {
            return files.filter(file -> matcher.matches(file.getFileName()))
                    .map(SimulatedSystemdBoot::read)
                    .min(Comparator.comparing((Candidate each) -> each.count().left() == 0)
                            .thenComparing(each -> each.field("sort-key"))
                            .thenComparing(Candidate::name, Comparator.reverseOrder()))
                    .orElseThrow(() -> new IllegalStateException("nothing to boot"));
        }
    }

    private static Candidate read(Path file) {
        try {
            return new Candidate(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
