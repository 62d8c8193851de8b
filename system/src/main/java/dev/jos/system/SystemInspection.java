package dev.jos.system;

import dev.jos.host.DurableFiles;
import dev.jos.host.JosRoot;
import dev.jos.host.Sha256;
import dev.jos.host.SystemCalls;
import dev.jos.store.Closure;
import dev.jos.store.DamagedTree;
import dev.jos.store.MissingTree;
import dev.jos.store.ObjectId;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import dev.jos.store.TreeId;
import dev.jos.system.SystemDamage.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Checks whether the systems in the store are what their names say, and puts damaged files in order again.
public final class SystemInspection {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

    private final JosRoot root;
    private final Store store;
    private final DurableFiles files;
    private final SystemWriter writer;

    public SystemInspection(JosRoot root, Store store, DurableFiles files, SystemCalls systemCalls) {
        this.root = root;
        this.store = store;
        this.files = files;
        this.writer = new SystemWriter(root, store, files, systemCalls);
    }

    /// Reads every file of every system.
    public SystemReport verify() throws IOException {
        List<SystemId> systems = systems();
        List<SystemDamage> damages = new ArrayList<>();
        for (SystemId id : systems) {
            check(id, damages);
        }
        return new SystemReport(systems.size(), damages);
    }

    /// Reads every file of one system, and looks whether the store has everything that its view shows, in the right
    /// size. What is in those files is for [Store#verify].
    ///
    /// @throws MissingTree if the store lacks the manifest of the view
    /// @throws DamagedTree if that is not what it was
    public List<SystemDamage> verify(SystemGeneration system) throws IOException {
        List<SystemDamage> damages = new ArrayList<>();
        check(system.id(), damages);
        List<Path> lost = store.tree(new TreeId(system.manifest().view())).entries().parallelStream()
                .filter(each -> each.node() instanceof RegularFile file && !isThere(file))
                .map(each -> store.path(((RegularFile) each.node()).content()))
                .distinct()
                .toList();
        lost.forEach(path -> damages.add(new SystemDamage(
                system.id(),
                path.resolveSibling(".").normalize(),
                String.valueOf(path.getFileName()),
                Files.exists(path) ? Fault.CHANGED : Fault.MISSING)));
        return damages;
    }

    private boolean isThere(RegularFile file) {
        try {
            return file.size() == 0 || Files.size(store.path(file.content())) == file.size();
        } catch (IOException _) {
            return false;
        }
    }

    /// Makes damaged files again, as far as the store has what they are made of and is sound there. Whoever calls
    /// holds the store.
    ///
    /// @return how the systems are now
    public SystemReport repair(SystemReport before) throws IOException {
        for (SystemDamage damage : before.damages()) {
            if (!damage.needsBuild()) {
                try {
                    mend(damage);
                } catch (NoSuchFileException | MissingTree | DamagedTree lost) {
                    // Stays damaged, and is reported so.
                }
            }
        }
        return verify();
    }

    private List<SystemId> systems() throws IOException {
        if (!Files.isDirectory(root.systems())) {
            return List.of();
        }
        try (Stream<Path> directories = Files.list(root.systems())) {
            return directories
                    .map(directory -> directory.getFileName().toString())
                    .filter(name -> ID.matcher(name).matches())
                    .sorted()
                    .map(SystemId::parse)
                    .toList();
        }
    }

    private void check(SystemId id, List<SystemDamage> damages) throws IOException {
        Path directory = root.system(id.toString());
        Optional<SystemGeneration> system;
        try {
            system = Systems.find(root, id);
        } catch (MalformedGenerationException e) {
            damages.add(new SystemDamage(id, directory, SystemGeneration.MANIFEST, Fault.CHANGED));
            return;
        }
        if (system.isEmpty()) {
            // Without its directory it was collected meanwhile.
            if (Files.isDirectory(directory)) {
                damages.add(new SystemDamage(id, directory, SystemGeneration.MANIFEST, Fault.MISSING));
            }
            return;
        }
        contents(system.get().manifest()).forEach((name, expected) -> fault(directory.resolve(name), expected)
                .ifPresent(fault -> damages.add(new SystemDamage(id, directory, name, fault))));
    }

    /// What a system's directory holds besides its `generation.json`.
    private static Map<String, Sha256> contents(GenerationManifest manifest) {
        SystemWriter.Parts parts = SystemWriter.Parts.of(manifest);
        var contents = new TreeMap<String, Sha256>();
        parts.objects().forEach((name, object) -> contents.put(name, object.content()));
        contents.put(SystemGeneration.VIEW, manifest.viewImage().sha256());
        contents.put(Closure.FILE_NAME, Sha256.of(closure(parts)));
        return contents;
    }

    private static Optional<Fault> fault(Path file, Sha256 expected) {
        try {
            return Sha256.ofFile(file).equals(expected) ? Optional.empty() : Optional.of(Fault.CHANGED);
        } catch (NoSuchFileException e) {
            return Optional.of(Fault.MISSING);
        } catch (IOException e) {
            return Optional.of(Fault.UNREADABLE);
        }
    }

    private void mend(SystemDamage damage) throws IOException {
        Optional<SystemGeneration> system = Systems.find(root, damage.system());
        if (system.isEmpty()) {
            return;
        }
        GenerationManifest manifest = system.get().manifest();
        SystemWriter.Parts parts = SystemWriter.Parts.of(manifest);
        switch (damage.file()) {
            case SystemGeneration.VIEW -> mendView(manifest, damage.path());
            case Closure.FILE_NAME -> files.write(damage.path(), closure(parts));
            default -> {
                ObjectId object = parts.objects().get(damage.file());
                if (object != null) {
                    mendLink(object, damage.path());
                }
            }
        }
    }

    private void mendView(GenerationManifest manifest, Path file) throws IOException {
        byte[] image = SystemWriter.viewImage(store.tree(new TreeId(manifest.view())));
        // Another version of jos may write another image of the same tree.
        if (Sha256.of(image).equals(manifest.viewImage().sha256())) {
            files.write(file, image);
        }
    }

    private void mendLink(ObjectId object, Path file) throws IOException {
        if (Sha256.ofFile(store.path(object)).equals(object.content())) {
            files.createDirectories(root.staging());
            Path staged = root.staging().resolve("system-" + UUID.randomUUID());
            writer.link(object, staged);
            files.rename(staged, file);
        }
    }

    private static byte[] closure(SystemWriter.Parts parts) {
        return parts.closure().render().getBytes(StandardCharsets.UTF_8);
    }
}
