package dev.jos.packages.deb;

import dev.jos.host.Background;
import dev.jos.host.DurableFiles;
import dev.jos.host.Sha256;
import dev.jos.interfaces.BindablePackage;
import dev.jos.interfaces.InterfaceLayer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The interface layers of sets of imported packages.
///
/// Planning, building and explaining a system ask for the layers of the same two sets, most of whose packages are in
/// both. So each package is read once and each set bound once for as long as this lives; and the layers are kept in
/// files, which may be lost, for the commands after this one. For any number of threads.
public final class InterfaceLayers {

    /// How many files are kept: some hundred kilobytes each.
    private static final int KEPT = 24;

    private final Path directory;
    private final DurableFiles files;
    private final Code code;
    private final Map<Sha256, BindablePackage> read = new HashMap<>();
    private final Map<Sha256, InterfaceLayer> bound = new HashMap<>();

    /// Names the code that runs.
    @FunctionalInterface
    public interface Code {
        String stamp() throws IOException;
    }

    /// @param directory where layers are kept
    /// @param code that binds: layers that other code made are not taken for its own
    public InterfaceLayers(Path directory, DurableFiles files, Code code) {
        this.directory = directory;
        this.files = files;
        this.code = code;
    }

    /// How `packages` are bound to each other.
    public synchronized InterfaceLayer bind(Collection<ImportedPackage> packages) throws IOException {
        Sha256 key = key(packages);
        @Nullable InterfaceLayer known = bound.get(key);
        if (known != null) {
            return known;
        }
        Path file = directory.resolve(key.hex());
        Optional<InterfaceLayer> kept = kept(file);
        InterfaceLayer layer = kept.isPresent() ? kept.get() : InterfaceLayer.bind(bindable(packages));
        if (kept.isEmpty()) {
            keep(layer, file);
        }
        bound.put(key, layer);
        return layer;
    }

    /// The same for the same packages in any order.
    private Sha256 key(Collection<ImportedPackage> packages) throws IOException {
        StringBuilder text = new StringBuilder(code.stamp()).append('\n');
        packages.stream().map(each -> each.locked().sha256().hex()).sorted().forEach(each -> text.append(each)
                .append('\n'));
        return Sha256.of(text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static Optional<InterfaceLayer> kept(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return Optional.of(InterfaceLayer.read(in));
        } catch (IOException missingOrDamaged) {
            return Optional.empty();
        }
    }

    private void keep(InterfaceLayer layer, Path file) throws IOException {
        files.createDirectories(directory);
        files.write(file, layer::write);
        List<Path> oldestFirst;
        try (Stream<Path> all = Files.list(directory)) {
            oldestFirst = all.sorted(
                            Comparator.comparingLong(each -> each.toFile().lastModified()))
                    .toList();
        }
        for (Path each : oldestFirst.subList(0, Math.max(0, oldestFirst.size() - KEPT))) {
            Files.deleteIfExists(each);
        }
    }

    /// What has to be known to bind the needs of `packages`, in their order. Reading uses all processors.
    public synchronized List<BindablePackage> bindable(Collection<ImportedPackage> packages) throws IOException {
        Map<Sha256, Background.Result<BindablePackage>> reading = new HashMap<>();
        try (Background background = Background.onAllProcessors()) {
            for (ImportedPackage each : packages) {
                Sha256 archive = each.locked().sha256();
                if (!read.containsKey(archive)) {
                    reading.computeIfAbsent(archive, _ -> background.start(each::bindable));
                }
            }
        }
        for (Map.Entry<Sha256, Background.Result<BindablePackage>> each : reading.entrySet()) {
            read.put(each.getKey(), each.getValue().get());
        }
        return packages.stream()
                .map(each -> Objects.requireNonNull(read.get(each.locked().sha256())))
                .toList();
    }
}
