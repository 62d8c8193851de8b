package dev.jos.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jos.store.testing.InMemoryContents;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ViewComposerTest {

    private final InMemoryContents contents = new InMemoryContents();

    private Layer layer(String name, Map<String, Node> nodes) {
        TreeBuilder builder = Tree.builder();
        nodes.forEach(builder::put);
        return new Layer(name, builder.build());
    }

    private RegularFile file(String content) {
        return contents.file(0644, content);
    }

    @Test
    void layers_add_up() throws CollisionException {
        View view = ViewComposer.compose(
                List.of(
                        layer("a", Map.of("usr/bin/a", file("a"), "etc/a", file("a"))),
                        layer("b", Map.of("usr/bin/b", file("b"), "usr/lib/b", Symlink.to("../bin/b")))),
                CollisionPolicy.NONE);

        assertThat(view.tree())
                .isEqualTo(layer(
                                "",
                                Map.of(
                                        "usr/bin/a",
                                        file("a"),
                                        "etc/a",
                                        file("a"),
                                        "usr/bin/b",
                                        file("b"),
                                        "usr/lib/b",
                                        Symlink.to("../bin/b")))
                        .tree());
        assertThat(view.decisions()).isEmpty();
        assertThat(view.disagreements()).isEmpty();
    }

    @Test
    void no_layers_make_an_empty_view() throws CollisionException {
        assertThat(ViewComposer.compose(List.of(), CollisionPolicy.NONE).tree()).isEqualTo(Tree.EMPTY);
    }

    @Test
    void equal_files_and_links_merge_and_keep_the_newest_time() throws CollisionException {
        RegularFile old = file("same").with(Attributes.of(0644).withMtime(5));
        RegularFile young = file("same").with(Attributes.of(0644).withMtime(9));

        Tree tree = ViewComposer.compose(
                        List.of(
                                layer("a", Map.of("f", old, "l", Symlink.to("f"))),
                                layer("b", Map.of("f", young, "l", Symlink.to("f")))),
                        CollisionPolicy.NONE)
                .tree();

        assertThat(tree.node("f")).contains(young);
        assertThat(tree.node("l")).contains(Symlink.to("f"));
    }

    @Test
    void all_collisions_are_reported_at_once_with_the_names_of_all_layers() {
        List<Layer> layers = List.of(
                layer("a 1.0", Map.of("x", file("1"), "y", file("1"), "d", Symlink.to("e"))),
                layer("b 2.0", Map.of("x", file("2"), "z", file("2"), "d/in", file("2"))),
                layer("c 3.0", Map.of("x", file("3"), "y", contents.file(0600, "1"))));

        CollisionException e = catchThrowableOfType(
                CollisionException.class, () -> ViewComposer.compose(layers, CollisionPolicy.NONE));

        assertThat(e.collisions())
                .containsExactly(
                        new Collision("d", List.of("a 1.0", "b 2.0")),
                        new Collision("x", List.of("a 1.0", "b 2.0", "c 3.0")),
                        new Collision("y", List.of("a 1.0", "c 3.0")));
        assertThat(e).hasMessage("`d` is in a 1.0 and in b 2.0, and 2 more paths");
    }

    @Test
    void a_declared_preference_decides_and_is_recorded() throws CollisionException {
        View view = ViewComposer.compose(
                List.of(layer("a", Map.of("etc/x", file("1"))), layer("b", Map.of("etc/x", file("2")))),
                CollisionPolicy.preferring(Map.of("etc", "b")));

        assertThat(view.tree().node("etc/x")).contains(file("2"));
        assertThat(view.decisions()).containsExactly(new View.Decision(new Collision("etc/x", List.of("a", "b")), "b"));
    }

    @Test
    void a_link_that_wins_over_a_directory_takes_the_place_of_all_it_held() throws CollisionException {
        List<Layer> layers = List.of(
                layer("a", Map.of("run", Directory.of(0755), "run/x/y", file("1"), "run-d", file("2"))),
                layer("b", Map.of("run", Symlink.to("/run"))));

        Tree link = ViewComposer.compose(layers, CollisionPolicy.preferring(Map.of("run", "b")))
                .tree();
        Tree directory = ViewComposer.compose(layers, CollisionPolicy.preferring(Map.of("run", "a")))
                .tree();

        assertThat(link.entries()).extracting(Entry::path).containsExactly("", "run", "run-d");
        assertThat(directory).isEqualTo(layers.getFirst().tree());
    }

    @Test
    void the_first_layer_gives_a_directory_its_mode_and_the_newest_its_time() throws CollisionException {
        View view = ViewComposer.compose(
                List.of(
                        layer("a", Map.of("d", new Directory(Attributes.of(0750).withMtime(1)))),
                        layer("b", Map.of("d", new Directory(Attributes.of(0755).withMtime(7)))),
                        layer("c", Map.of("d", new Directory(Attributes.of(0750).withMtime(3))))),
                CollisionPolicy.NONE);

        assertThat(view.tree().node("d"))
                .contains(new Directory(Attributes.of(0750).withMtime(7)));
        assertThat(view.disagreements()).containsExactly(new View.Disagreement("d", "a", "b"));
    }
}
