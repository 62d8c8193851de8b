package dev.jos.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jos.store.testing.InMemoryContents;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeTest {

    private final InMemoryContents contents = new InMemoryContents();

    @Test
    void a_directory_comes_before_what_it_holds_and_that_before_its_next_sibling() {
        Tree tree = Tree.builder()
                .put("usr/bin-old", contents.file(0644, "b"))
                .put("usr/bin/ls", contents.file(0755, "c"))
                .put("usr", Directory.of(0755))
                .build();

        assertThat(tree.entries())
                .extracting(Entry::path)
                .containsExactly("", "usr", "usr/bin", "usr/bin/ls", "usr/bin-old");
    }

    @Test
    void siblings_are_in_the_order_of_their_utf8_bytes() {
        Random random = new Random(3);
        for (int i = 0; i < 5000; i++) {
            String left = name(random);
            String right = name(random);
            int bytes = Arrays.compareUnsigned(
                    left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

            assertThat(Integer.signum(TreePath.ORDER.compare(left, right)))
                    .as("%s and %s", left, right)
                    .isEqualTo(Integer.signum(bytes));
        }
    }

    private static String name(Random random) {
        int[] alphabet = {'a', '-', '.', 0x7f, 0xe4, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff};
        return random.ints(1 + random.nextInt(3), 0, alphabet.length)
                .map(i -> alphabet[i])
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void missing_parents_become_directories_of_root() {
        Tree tree = Tree.builder().put("a/b", Symlink.to("c")).build();

        assertThat(tree.node("a")).contains(Directory.of(0755));
        assertThat(tree.root()).isEqualTo(Directory.of(0755));
    }

    @Test
    void files_added_replace_others_and_leave_directories_as_they_are() {
        Directory secret = Directory.of(0700);
        Tree tree = Tree.builder()
                .put("etc/secret", secret)
                .put("etc/secret/key", contents.file(0600, "old"))
                .addAll(Tree.builder()
                        .put("etc/secret/key", contents.file(0600, "new"))
                        .build())
                .build();

        assertThat(tree.node("etc/secret")).contains(secret);
        assertThat(tree.node("etc/secret/key")).contains(contents.file(0600, "new"));
    }

    @Test
    void the_order_of_building_does_not_matter() {
        Tree forwards = Tree.builder()
                .put("a", contents.file(0644, "1"))
                .put("b", Symlink.to("a"))
                .build();
        Tree backwards = Tree.builder()
                .put("b", Symlink.to("a"))
                .put("a", contents.file(0644, "1"))
                .build();

        assertThat(backwards).isEqualTo(forwards);
        assertThat(backwards.id()).isEqualTo(forwards.id());
    }

    @Test
    void nothing_lies_below_a_file() {
        TreeBuilder builder = Tree.builder().put("a", Symlink.to("b")).put("a/c", Symlink.to("d"));

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessageContaining("`a`, which is no directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc", "a//b", "a/", ".", "..", "a/../b", "a/./b", "a\0b", "\ud800", "a/\udc00/b"})
    void a_path_that_is_not_plain_is_refused(String path) {
        TreeBuilder builder = Tree.builder();
        Symlink link = Symlink.to("x");

        assertThatIllegalArgumentException().isThrownBy(() -> builder.put(path, link));
    }

    @Test
    void names_and_paths_have_the_limits_of_linux() {
        TreeBuilder builder = Tree.builder();
        Symlink link = Symlink.to("x");

        assertThatIllegalArgumentException().isThrownBy(() -> builder.put("n".repeat(256), link));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.put("ä".repeat(128), link));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.put("n/".repeat(2048) + "n", link));
        builder.put("n".repeat(255), link).put("ä".repeat(127), link).put("n/".repeat(2047) + "n", link);
    }

    @Test
    void a_file_is_executable_exactly_if_its_object_is() {
        RegularFile program = contents.file(0755, "x");

        assertThatIllegalArgumentException().isThrownBy(() -> program.with(Attributes.of(0644)));
        assertThat(program.with(Attributes.of(04711)).content()).isEqualTo(program.content());
    }

    @Test
    void every_link_has_mode_777() {
        assertThat(new Symlink(Attributes.of(0644), "x").attributes().mode()).isEqualTo(0777);
    }

    @Test
    void a_subtree_and_the_entries_below_agree() {
        Tree tree = new RandomTrees(5).tree(500);
        for (Entry entry : tree.entries()) {
            List<String> expected = tree.entries().stream()
                    .map(Entry::path)
                    .filter(path -> TreePath.isBelow(path, entry.path()))
                    .toList();

            assertThat(tree.below(entry.path())).extracting(Entry::path).isEqualTo(expected);
            assertThat(tree.entry(entry.path())).contains(entry);
            if (entry.node() instanceof Directory) {
                int prefix = entry.path().isEmpty() ? 0 : entry.path().length() + 1;
                assertThat(tree.subtree(entry.path()).orElseThrow().below(""))
                        .extracting(Entry::path)
                        .isEqualTo(expected.stream()
                                .map(path -> path.substring(prefix))
                                .toList());
            } else {
                assertThat(tree.subtree(entry.path())).isEmpty();
            }
        }
        assertThat(tree.entry("no such path")).isEmpty();
        assertThat(tree.below("no such path")).isEmpty();
    }

    @Test
    void children_lie_directly_in_their_directory() {
        Tree tree = Tree.builder()
                .put("a/b/c", Symlink.to("x"))
                .put("a/d", Symlink.to("x"))
                .put("e", Symlink.to("x"))
                .build();

        assertThat(tree.children("a")).extracting(Entry::path).containsExactly("a/b", "a/d");
        assertThat(tree.children("")).extracting(Entry::path).containsExactly("a", "e");
        assertThat(tree.children("e")).isEmpty();
    }

    @Test
    void a_builder_takes_over_trees_and_removes_whole_directories() {
        Tree part = Tree.builder().put("b/c", Symlink.to("x")).build();

        Tree tree = Tree.EMPTY.toBuilder()
                .putAll("a", part)
                .putAll("z", part)
                .remove("z/b")
                .build();

        assertThat(tree.entries()).extracting(Entry::path).containsExactly("", "a", "a/b", "a/b/c", "z");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void a_changed_tree_is_what_its_entries_would_be_if_all_were_put_anew(long seed) {
        Random random = new Random(seed);
        Tree tree = new RandomTrees(seed).tree(200);
        List<Entry> further = new RandomTrees(seed + 100).tree(200).entries();
        for (int round = 0; round < 20; round++) {
            TreeBuilder changed = tree.toBuilder();
            TreeBuilder anew = Tree.builder();
            tree.entries().forEach(each -> anew.put(each.path(), each.node()));
            for (int i = random.nextInt(10); i > 0; i--) {
                String path = tree.entries().get(random.nextInt(tree.size())).path();
                Entry other = further.get(1 + random.nextInt(further.size() - 1));
                String place = random.nextBoolean() ? path : path + "/new" + i;
                if (random.nextInt(3) == 0 || place.isEmpty()) {
                    changed.remove(path);
                    anew.remove(path);
                } else if (place.charAt(0) != '/') {
                    changed.put(place, other.node());
                    anew.put(place, other.node());
                }
                assertThat(changed.node(path)).isEqualTo(anew.node(path));
            }
            assertSameOutcome(changed, anew);
        }
    }

    private static void assertSameOutcome(TreeBuilder changed, TreeBuilder anew) {
        Tree expected;
        try {
            expected = anew.build();
        } catch (IllegalArgumentException belowWhatIsNoDirectory) {
            assertThatIllegalArgumentException().isThrownBy(changed::build);
            return;
        }
        Tree built = changed.build();
        assertThat(built).isEqualTo(expected);
        assertThat(built.id()).isEqualTo(TreeCodec.identify(TreeCodec.encode(expected)));
    }
}
