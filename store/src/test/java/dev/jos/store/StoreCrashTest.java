package dev.jos.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.host.Progress;
import dev.jos.host.testing.FailingFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The power goes after every single step of writing.
class StoreCrashTest {

    private static final int OBJECTS = 12;

    @TempDir
    Path directory;

    private StoreFixture fixture = new StoreFixture(Path.of("unused"));

    private static TreeId write(Store store) throws IOException {
        try (StoreBatch batch = store.batch()) {
            TreeBuilder tree = Tree.builder();
            for (int i = 0; i < OBJECTS; i++) {
                byte[] content = new byte[i == 5 ? 600_000 : 1 + i * 10];
                content[0] = (byte) i;
                ObjectId id = batch.add(new ByteArrayInputStream(content), i % 2 == 0);
                tree.put("file" + i, new RegularFile(Attributes.of(i % 2 == 0 ? 0755 : 0644), id, content.length));
            }
            TreeId id = batch.add(tree.build());
            batch.commit();
            return id;
        }
    }

    @Test
    void every_cut_leaves_a_sound_store_and_the_next_run_finishes() throws IOException {
        int[] round = {0};
        int cuts = FailingFiles.atEveryStep(
                files -> {
                    fixture = new StoreFixture(directory.resolve("round" + round[0]++));
                    write(fixture.store(files));
                },
                (steps, finished) -> {
                    Store store = fixture.store();
                    assertThat(store.verify(VerifyScope.ALL, Progress.NONE).damages())
                            .isEmpty();

                    TreeId tree = write(store);

                    assertThat(store.tree(tree).size()).isEqualTo(OBJECTS + 1);
                    assertThat(store.verify(VerifyScope.ALL, Progress.NONE).damages())
                            .isEmpty();
                    assertThat(fixture.objectFiles()).hasSize(OBJECTS);
                });
        assertThat(cuts).isGreaterThan(3 * OBJECTS);
    }
}
