package dev.jos.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.host.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyTest {

    @TempDir
    Path directory;

    private StoreFixture fixture;
    private Store store;

    @BeforeEach
    void open() {
        fixture = new StoreFixture(directory);
        store = fixture.store();
    }

    private VerifyReport verify() throws IOException {
        return store.verify(VerifyScope.ALL, Progress.NONE);
    }

    private void overwrite(Path file, String content) throws IOException {
        Files.delete(file);
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    }

    @Test
    void a_sound_store_is_clean() throws IOException {
        fixture.addTree("one");
        fixture.addTree("two");

        VerifyReport report = verify();

        assertThat(report.damages()).isEmpty();
        assertThat(report.objects()).isEqualTo(2);
        assertThat(report.bytes()).isEqualTo(6);
        assertThat(report.trees()).isEqualTo(2);
    }

    @Test
    void every_kind_of_damage_is_found() throws IOException {
        ObjectId changed = fixture.add("changed");
        overwrite(store.path(changed), "chanqed");
        ObjectId writable = fixture.add("writable");
        Files.setPosixFilePermissions(store.path(writable), PosixFilePermissions.fromString("rw-r--r--"));
        TreeId incomplete = fixture.addTree("lost");
        ObjectId lost = fixture.add("lost");
        Files.delete(store.path(lost));
        TreeId wrong = fixture.addTree("tree");
        overwrite(fixture.root().trees().resolve(wrong.fileName()), "no tree");
        Path foreign = Files.writeString(fixture.root().objects().resolve("notes.txt"), "?");

        assertThat(verify().damages())
                .containsExactlyInAnyOrder(
                        new Damage.WrongContent(changed),
                        new Damage.WrongMode(writable),
                        new Damage.ObjectMissing(lost, incomplete),
                        new Damage.WrongTree(wrong),
                        new Damage.ForeignFile(foreign));
    }

    @Test
    void repair_puts_in_place_what_the_source_has_and_reports_the_rest() throws IOException {
        TreeId tree = fixture.addTree("known");
        ObjectId known = fixture.add("known");
        overwrite(store.path(known), "knqwn");
        overwrite(fixture.root().trees().resolve(tree.fileName()), "no tree");
        ObjectId unknown = fixture.add("unknown");
        overwrite(store.path(unknown), "?");

        VerifyReport left = store.repair(verify(), (objects, trees, into) -> {
            assertThat(objects).containsExactlyInAnyOrder(known, unknown);
            assertThat(trees).containsExactly(tree);
            into.add(StoreFixture.bytes("known"), false);
            into.add(StoreFixture.bytes("of the same package, but not wanted"), false);
            into.add(StoreFixture.tree(known, 5));
        });

        assertThat(left.damages()).containsExactly(new Damage.WrongContent(unknown));
        assertThat(store.open(known)).hasContent("known");
        assertThat(verify().damages()).isEqualTo(left.damages());
    }

    @Test
    void a_sample_reads_its_share_and_another_seed_reads_others() throws IOException {
        try (StoreBatch batch = store.batch()) {
            for (int i = 0; i < 400; i++) {
                batch.add(StoreFixture.bytes("object " + i), false);
            }
            batch.commit();
        }

        assertThat(store.verify(VerifyScope.sample(0.25, 1), Progress.NONE).objects())
                .isBetween(60L, 140L);
        assertThat(store.verify(VerifyScope.sample(0, 1), Progress.NONE).objects())
                .isZero();
        ObjectId damaged = fixture.add("object 7");
        overwrite(store.path(damaged), "?");
        int found = 0;
        for (int seed = 0; seed < 40; seed++) {
            found += store.verify(VerifyScope.sample(0.25, seed), Progress.NONE)
                    .damages()
                    .size();
        }
        assertThat(found).isBetween(1, 39);
    }
}
