package dev.jos.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {

    @TempDir
    Path directory;

    private StoreFixture fixture;
    private Store store;

    @BeforeEach
    void open() {
        fixture = new StoreFixture(directory);
        store = fixture.store();
    }

    @Test
    void equal_contents_are_stored_once_under_their_digest() throws IOException {
        ObjectId first = store.add(StoreFixture.bytes("abc"), false);
        ObjectId second = store.add(new ByteArrayInputStream(StoreFixture.bytes("abc")), false);

        assertThat(second).isEqualTo(first);
        assertThat(first.fileName()).isEqualTo("ba/7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(fixture.objectFiles())
                .containsExactly(fixture.root().objects().resolve(first.fileName()));
        assertThat(store.open(first)).hasContent("abc");
    }

    @Test
    void an_executable_is_another_object_with_another_mode() throws IOException {
        ObjectId plain = store.add(StoreFixture.bytes("abc"), false);
        ObjectId program = store.withExecutable(plain, true);

        assertThat(program.fileName()).isEqualTo(plain.fileName() + ".x");
        assertThat(mode(plain)).isEqualTo("r--r--r--");
        assertThat(mode(program)).isEqualTo("r-xr-xr-x");
        assertThat(store.withExecutable(program, false)).isEqualTo(plain);
    }

    private String mode(ObjectId id) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(store.path(id)));
    }

    @Test
    void contents_of_any_size_come_back_as_they_went_in() throws IOException {
        Random random = new Random(1);
        for (int size : new int[] {0, 1, (1 << 18) - 1, 1 << 18, (1 << 18) + 1, 3_000_000}) {
            byte[] content = new byte[size];
            random.nextBytes(content);

            ObjectId id = store.add(new ByteArrayInputStream(content), false);

            assertThat(store.open(id).readAllBytes()).isEqualTo(content);
            assertThat(store.add(new ByteArrayInputStream(content), false)).isEqualTo(id);
        }
        assertThat(fixture.stagingFiles()).isEmpty();
    }

    @Test
    void a_batch_shows_nothing_before_its_commit_and_everything_after() throws IOException {
        try (StoreBatch batch = store.batch()) {
            ObjectId object = batch.add(StoreFixture.bytes("abc"), false);
            TreeId tree = batch.add(StoreFixture.tree(object, 3));

            assertThat(batch.contains(object)).isTrue();
            assertThat(store.contains(object)).isFalse();
            assertThat(store.contains(tree)).isFalse();
            batch.commit();
            assertThat(store.contains(object)).isTrue();
            assertThat(store.tree(tree)).isEqualTo(StoreFixture.tree(object, 3));
        }
    }

    @Test
    void a_batch_without_commit_leaves_nothing() throws IOException {
        try (StoreBatch batch = store.batch()) {
            batch.add(StoreFixture.bytes("abc"), false);
        }

        assertThat(fixture.objectFiles()).isEmpty();
        assertThat(FilesIn.names(fixture.root().staging())).isEmpty();
    }

    @Test
    void a_source_that_fails_leaves_nothing() throws IOException {
        InputStream failing = new java.io.SequenceInputStream(
                new ByteArrayInputStream(new byte[1_000_000]), new FailingStream("the network is gone"));

        assertThatThrownBy(() -> store.add(failing, false)).hasMessage("the network is gone");
        assertThat(fixture.objectFiles()).isEmpty();
        assertThat(fixture.stagingFiles()).isEmpty();
    }

    @Test
    void what_the_store_has_is_not_written_again() throws IOException {
        ObjectId id = fixture.add("abc");
        Object before = Files.getAttribute(store.path(id), "unix:ino");

        fixture.add("abc");

        assertThat(Files.getAttribute(store.path(id), "unix:ino")).isEqualTo(before);
    }

    @Test
    void a_tree_needs_its_objects() throws IOException {
        ObjectId absent = ObjectId.parse("0".repeat(64));

        assertThatExceptionOfType(MissingObject.class)
                .isThrownBy(() -> store.add(StoreFixture.tree(absent, 3)))
                .satisfies(e -> assertThat(e.object()).isEqualTo(absent));
        assertThatExceptionOfType(MissingObject.class).isThrownBy(() -> store.open(absent));
    }

    @Test
    void a_tree_that_is_missing_or_damaged_is_said_to_be() throws IOException {
        TreeId absent = TreeId.parse("0".repeat(64));
        TreeId damaged = fixture.addTree("abc");
        Path file = fixture.root().trees().resolve(damaged.fileName());
        Files.delete(file);
        Files.write(file, new byte[] {1});

        assertThatExceptionOfType(MissingTree.class).isThrownBy(() -> store.tree(absent));
        assertThatExceptionOfType(DamagedTree.class).isThrownBy(() -> store.tree(damaged));
    }

    @Test
    void threads_may_add_to_one_batch_and_to_many() throws Exception {
        Map<ObjectId, byte[]> expected = new HashMap<>();
        List<byte[]> contents = new ArrayList<>();
        Random random = new Random(2);
        for (int i = 0; i < 300; i++) {
            byte[] content = new byte[i % 50 == 0 ? 400_000 : random.nextInt(2000)];
            random.nextBytes(content);
            contents.add(content);
            expected.put(new ObjectId(dev.jos.host.Sha256.of(content), false), content);
        }
        try (ExecutorService executor = Executors.newFixedThreadPool(8);
                StoreBatch shared = store.batch()) {
            List<Future<?>> workers = new ArrayList<>();
            for (int worker = 0; worker < 8; worker++) {
                boolean own = worker % 2 == 0;
                workers.add(executor.submit(() -> {
                    try (StoreBatch batch = own ? store.batch() : null) {
                        for (byte[] content : contents) {
                            (batch == null ? shared : batch).add(new ByteArrayInputStream(content), false);
                        }
                        if (batch != null) {
                            batch.commit();
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
            shared.commit();
        }
        Set<String> names = new HashSet<>();
        for (Map.Entry<ObjectId, byte[]> each : expected.entrySet()) {
            names.add(each.getKey().fileName());
            assertThat(store.open(each.getKey()).readAllBytes()).isEqualTo(each.getValue());
        }
        assertThat(fixture.objectFiles()).hasSize(names.size());
        assertThat(FilesIn.names(fixture.root().staging())).isEmpty();
    }

    @Test
    void statistics_count_what_sharing_saves() throws IOException {
        ObjectId object = fixture.add("hello");
        RegularFile file = new RegularFile(Attributes.of(0644), object, 5);
        store.add(Tree.builder().put("a", file).put("b", file).put("c", file).build());

        Statistics statistics = store.statistics();

        assertThat(statistics.objects()).isEqualTo(1);
        assertThat(statistics.objectBytes()).isEqualTo(5);
        assertThat(statistics.trees()).isEqualTo(1);
        assertThat(statistics.referencedFiles()).isEqualTo(3);
        assertThat(statistics.savedBytes()).isEqualTo(10);
    }

    @Test
    void a_store_that_was_never_written_to_is_empty() throws IOException {
        assertThat(store.statistics()).isEqualTo(new Statistics(0, 0, 0, 0, 0, 0));
        assertThat(store.planGc().isEmpty()).isTrue();
        assertThat(store.verify(VerifyScope.ALL, dev.jos.host.Progress.NONE).isClean())
                .isTrue();
        assertThat(store.roots().all()).isEmpty();
    }

    private static final class FailingStream extends InputStream {

        private final String reason;

        FailingStream(String reason) {
            this.reason = reason;
        }

        @Override
        public int read() throws IOException {
            throw new IOException(reason);
        }

        @Override
        public int read(byte[] bytes, int start, int length) throws IOException {
            throw new IOException(reason);
        }
    }
}
