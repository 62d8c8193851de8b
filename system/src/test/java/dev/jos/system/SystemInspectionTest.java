package dev.jos.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.host.DurableFiles;
import dev.jos.host.JosRoot;
import dev.jos.host.Sha256;
import dev.jos.host.testing.FailingFiles;
import dev.jos.host.testing.PlainSystemCalls;
import dev.jos.store.Attributes;
import dev.jos.store.ObjectId;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import dev.jos.store.Tree;
import dev.jos.store.TreeId;
import dev.jos.system.SystemDamage.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemInspectionTest {

    @TempDir
    Path directory;

    private final DurableFiles files = FailingFiles.working();
    private JosRoot root;
    private Store store;
    private SystemInspection inspection;
    private ObjectId kernel;
    private TreeId view;
    private SystemGeneration system;

    @BeforeEach
    void a_system() throws IOException {
        root = new JosRoot(directory);
        store = Store.open(root, files, new PlainSystemCalls());
        inspection = new SystemInspection(root, store, files, new PlainSystemCalls());
        kernel = object("kernel");
        Tree tree = Tree.builder()
                .put("usr/bin/a", new RegularFile(Attributes.of(0755), store.withExecutable(object("a"), true), 1))
                .build();
        view = store.add(tree);
        system = write(tree);
    }

    private ObjectId object(String content) throws IOException {
        return store.add(content.getBytes(StandardCharsets.UTF_8), false);
    }

    private SystemGeneration write(Tree tree) throws IOException {
        byte[] image = SystemWriter.viewImage(tree);
        ObjectId initrd = object("initrd");
        var manifest = new GenerationManifest(
                "0.1.0",
                "amd64",
                "atlas",
                Sha256.of(new byte[0]),
                Sha256.of(new byte[0]),
                view.digest(),
                new BlobReference(Sha256.of(image), image.length),
                Optional.of(new KernelReference(
                        new BlobReference(kernel.content(), 6), "6.12", new BlobReference(initrd.content(), 6), "")),
                Optional.empty(),
                object("interfaces").content(),
                List.of(),
                List.of(),
                List.of());
        return new SystemWriter(root, store, files, new PlainSystemCalls())
                .write(manifest, SystemWriter.Parts.of(manifest), image);
    }

    private List<String> damages(SystemReport report) {
        return report.damages().stream()
                .map(each -> each.file() + " " + each.fault())
                .toList();
    }

    @Test
    void a_system_as_it_was_written_is_clean() throws IOException {
        assertThat(inspection.verify()).isEqualTo(new SystemReport(1, List.of()));
    }

    @Test
    void changed_and_missing_files_are_named_and_made_again() throws IOException {
        Path place = system.directory();
        replace(place.resolve("kernel"), "other");
        replace(place.resolve("view.erofs"), "other");
        replace(place.resolve("closure"), "");
        Files.delete(place.resolve("initrd"));
        Files.delete(place.resolve("interfaces.json"));

        SystemReport found = inspection.verify();

        assertThat(damages(found))
                .containsExactly(
                        "closure CHANGED",
                        "initrd MISSING",
                        "interfaces.json MISSING",
                        "kernel CHANGED",
                        "view.erofs CHANGED");
        assertThat(found.damages().getFirst().path()).isEqualTo(place.resolve("closure"));
        assertThat(inspection.repair(found)).isEqualTo(new SystemReport(1, List.of()));
        assertThat(place.resolve("kernel")).hasContent("kernel");
    }

    @Test
    void what_the_store_lost_as_well_stays_damaged() throws IOException {
        replace(system.kernel(), "other");
        replace(store.path(kernel), "other");
        Files.delete(system.initrd());
        Files.delete(store.path(
                new ObjectId(system.manifest().kernel().orElseThrow().initrd().sha256(), false)));
        Files.delete(system.view());
        Path tree = root.trees()
                .resolve(view.hex().substring(0, 2))
                .resolve(view.hex().substring(2));
        Files.delete(tree);

        SystemReport after = inspection.repair(inspection.verify());

        assertThat(damages(after)).containsExactly("initrd MISSING", "kernel CHANGED", "view.erofs MISSING");
        assertThat(after.damages()).noneMatch(SystemDamage::needsBuild);
    }

    @Test
    void a_system_without_its_manifest_has_to_be_built_again() throws IOException {
        Path manifest = system.directory().resolve("generation.json");
        replace(manifest, "{}");
        assertThat(damages(inspection.repair(inspection.verify()))).containsExactly("generation.json CHANGED");

        Files.delete(manifest);
        SystemReport report = inspection.repair(inspection.verify());
        assertThat(report.damages())
                .containsExactly(new SystemDamage(system.id(), system.directory(), "generation.json", Fault.MISSING));
        assertThat(report.damages().getFirst().needsBuild()).isTrue();
    }

    /// Files of a system are further names of objects: changing one in place would change the object too.
    private static void replace(Path file, String content) throws IOException {
        Files.delete(file);
        Files.writeString(file, content);
    }
}
