package dev.jos.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jos.host.Progress;
import dev.jos.host.testing.FailingFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GcTest {

    @TempDir
    Path directory;

    private StoreFixture fixture;
    private Store store;

    @BeforeEach
    void open() {
        fixture = new StoreFixture(directory);
        store = fixture.store();
    }

    private static Closure keeping(TreeId tree) {
        return Closure.of(List.of(tree), List.of(), List.of());
    }

    private void system(String id, Closure closure) throws IOException {
        Path system = Files.createDirectories(fixture.root().system(id));
        Files.writeString(system.resolve(Closure.FILE_NAME), closure.render());
        Files.writeString(system.resolve("view.erofs"), "image");
    }

    private void generation(String text) throws IOException {
        Files.createDirectories(fixture.root().generations("system"));
        Files.writeString(fixture.root().generations("system").resolve("1"), text);
    }

    @Test
    void what_a_root_names_stays_with_all_it_refers_to() throws IOException {
        TreeId kept = fixture.addTree("kept");
        ObjectId single = fixture.add("single");
        fixture.addTree("garbage");
        store.roots().put("mine", Closure.of(List.of(kept), List.of(single), List.of()));

        GcPlan plan = store.planGc();
        GcReport report = store.collect(plan);

        assertThat(plan.objects()).extracting(GcPlan.Sized::size).containsExactly(7L);
        assertThat(report.objects()).isEqualTo(1);
        assertThat(report.trees()).isEqualTo(1);
        assertThat(report.bytes()).isEqualTo(plan.bytes()).isGreaterThan(7);
        assertThat(fixture.objectFiles()).hasSize(2);
        assertThat(store.contains(kept)).isTrue();
        assertThat(store.contains(single)).isTrue();
        assertThat(store.planGc().isEmpty()).isTrue();
    }

    @Test
    void a_plan_removes_nothing_and_tells_what_stays() throws IOException {
        fixture.addTree("garbage");
        TreeId kept = fixture.addTree("kept");
        store.roots().put("mine", keeping(kept));

        GcPlan plan = store.planGc();

        assertThat(plan.keptObjects()).isEqualTo(1);
        assertThat(plan.keptTrees()).isEqualTo(1);
        assertThat(fixture.objectFiles()).hasSize(2);
    }

    @Test
    void a_removed_root_keeps_nothing() throws IOException {
        store.roots().put("mine", keeping(fixture.addTree("x")));
        store.roots().remove("mine");

        store.collect(store.planGc());

        assertThat(fixture.objectFiles()).isEmpty();
    }

    @Test
    void systems_stay_as_long_as_a_generation_a_root_or_another_system_names_them() throws IOException {
        TreeId booted = fixture.addTree("booted");
        TreeId base = fixture.addTree("base");
        TreeId rooted = fixture.addTree("rooted");
        TreeId old = fixture.addTree("old");
        system("aaa1", Closure.of(List.of(booted), List.of(), List.of("aaa2")));
        system("aaa2", keeping(base));
        system("aaa3", keeping(rooted));
        system("aaa4", keeping(old));
        generation("{\"number\": 1, \"system\": \"aaa1\"}");
        store.roots().put("vm", Closure.ofSystem("aaa3"));

        GcPlan plan = store.planGc();
        store.collect(plan);

        assertThat(plan.systems()).containsExactly("aaa4");
        assertThat(FilesIn.names(fixture.root().systems())).containsExactly("aaa1", "aaa2", "aaa3");
        assertThat(List.of(booted, base, rooted)).allMatch(store::contains);
        assertThat(store.contains(old)).isFalse();
    }

    @Test
    void the_packages_that_a_system_was_composed_of_stay() throws IOException {
        TreeId view = fixture.addTree("view");
        TreeId packageTree = fixture.addTree("package");
        system("aaa1", keeping(view));
        Files.writeString(
                fixture.root().system("aaa1").resolve("generation.json"),
                "{\"packages\": [{\"tree\": \"" + packageTree + "\", \"archive\": \"" + "0".repeat(64) + "\"}]}");
        generation("aaa1");

        assertThat(store.planGc().isEmpty()).isTrue();
    }

    @Test
    void nothing_is_collected_while_a_root_cannot_be_understood() throws IOException {
        fixture.addTree("x");
        Files.createDirectories(fixture.root().roots());
        Path root = Files.writeString(fixture.root().roots().resolve("mine"), "tree 123\n");

        assertThatExceptionOfType(MalformedClosure.class)
                .isThrownBy(store::planGc)
                .withMessageContaining("line 1")
                .satisfies(e -> assertThat(e.file()).isEqualTo(root));
    }

    @Test
    void nothing_is_collected_while_a_needed_system_does_not_say_what_it_needs() throws IOException {
        system("aaa1", Closure.EMPTY);
        Files.delete(fixture.root().system("aaa1").resolve(Closure.FILE_NAME));
        generation("aaa1");

        assertThatExceptionOfType(MalformedClosure.class).isThrownBy(store::planGc);
    }

    @Test
    void nothing_is_collected_while_a_needed_tree_is_damaged() throws IOException {
        TreeId tree = fixture.addTree("x");
        store.roots().put("mine", keeping(tree));
        Path file = fixture.root().trees().resolve(tree.fileName());
        Files.delete(file);
        Files.writeString(file, "?");

        assertThatExceptionOfType(DamagedTree.class).isThrownBy(store::planGc);
    }

    @Test
    void a_root_that_came_after_the_plan_is_respected() throws IOException {
        TreeId tree = fixture.addTree("wanted again");
        GcPlan plan = store.planGc();
        store.roots().put("mine", keeping(tree));

        GcReport report = store.collect(plan);

        assertThat(report.objects()).isZero();
        assertThat(store.contains(tree)).isTrue();
    }

    @Test
    void what_came_after_the_plan_is_left_alone() throws IOException {
        GcPlan plan = store.planGc();
        ObjectId later = fixture.add("later");

        store.collect(plan);

        assertThat(store.contains(later)).isTrue();
    }

    @Test
    void an_open_batch_or_a_hold_keeps_the_collector_away() throws IOException {
        ObjectId object = fixture.add("seen again");
        GcPlan plan = store.planGc();
        try (StoreBatch batch = fixture.store().batch()) {
            batch.add(StoreFixture.bytes("seen again"), false);
            assertThatExceptionOfType(StoreInUse.class).isThrownBy(() -> store.collect(plan));
        }
        try (StoreHold hold = store.hold()) {
            assertThat(hold).isNotNull();
            assertThatExceptionOfType(StoreInUse.class).isThrownBy(() -> store.collect(plan));
        }
        assertThat(store.contains(object)).isTrue();

        store.collect(plan);

        assertThat(store.contains(object)).isFalse();
    }

    @Test
    void leftovers_of_killed_writers_are_swept() throws IOException {
        fixture.add("x");
        Path leftover = Files.createDirectories(fixture.root().staging().resolve("0123"));
        Files.writeString(leftover.resolve("0"), "half a");

        GcPlan plan = store.planGc();
        store.collect(plan);

        assertThat(plan.staging()).containsExactly(leftover);
        assertThat(FilesIn.names(fixture.root().staging())).isEmpty();
    }

    @Test
    void import_records_go_with_their_trees() throws IOException {
        TreeId kept = fixture.addTree("kept");
        TreeId gone = fixture.addTree("gone");
        store.roots().put("mine", keeping(kept));
        Path records = Files.createDirectories(fixture.root().packages());
        Files.writeString(records.resolve("11.json"), "{\"tree\": \"" + kept + "\"}");
        Files.writeString(records.resolve("22.json"), "{\"tree\": \"" + gone + "\"}");
        Files.writeString(records.resolve("22.interfaces"), "libx.so.1");

        store.collect(store.planGc());

        assertThat(FilesIn.names(records)).containsExactly("11.json");
    }

    @Test
    void a_collection_that_is_cut_short_leaves_a_sound_store_and_can_be_repeated() throws IOException {
        int[] round = {0};
        int cuts = FailingFiles.atEveryStep(
                files -> {
                    fixture = new StoreFixture(directory.resolve("round" + round[0]++));
                    store = fixture.store();
                    TreeId kept = fixture.addTree("kept");
                    store.roots().put("mine", keeping(kept));
                    for (int i = 0; i < 4; i++) {
                        system("old" + i, keeping(fixture.addTree("garbage " + i)));
                    }
                    fixture.store(files).collect(store.planGc());
                },
                (steps, finished) -> {
                    assertThat(store.verify(VerifyScope.ALL, Progress.NONE).damages())
                            .isEmpty();
                    store.collect(store.planGc());
                    assertThat(fixture.objectFiles()).hasSize(1);
                });
        assertThat(cuts).isGreaterThan(10);
    }
}
