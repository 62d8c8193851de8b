package dev.jos.packages.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.store.Entry;
import dev.jos.store.RegularFile;
import dev.jos.store.Symlink;
import dev.jos.store.Tree;
import dev.jos.store.TreeBuilder;
import dev.jos.store.testing.InMemoryContents;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {

    private final RegularFile font = new InMemoryContents().file(0644, "a font");
    private final TreeBuilder view = Tree.builder();

    private Tree followed(String path) {
        return new Selection(view.build()).followed(path).tree();
    }

    private static List<String> paths(Tree tree) {
        return tree.entries().stream().map(Entry::path).toList();
    }

    @Test
    void a_link_becomes_the_file_it_leads_to() {
        view.put("etc/fonts/a.conf", Symlink.to("/usr/share/a.conf")).put("usr/share/a.conf", Symlink.to("b.conf"));
        view.put("usr/share/b.conf", font);

        assertThat(followed("etc/fonts").node("etc/fonts/a.conf")).contains(font);
    }

    @Test
    void a_link_to_a_directory_becomes_the_directory_with_all_it_holds() {
        view.put("usr/share/fonts/more", Symlink.to("../texmf")).put("usr/share/texmf/deep/x.ttf", font);

        assertThat(paths(followed("usr/share/fonts"))).contains("usr/share/fonts/more/deep/x.ttf");
    }

    @Test
    void a_link_to_nothing_is_left_out() {
        view.put("usr/share/fonts/x.ttf", Symlink.to("/nowhere")).put("usr/share/fonts/y.ttf", font);

        assertThat(paths(followed("usr/share/fonts")))
                .contains("usr/share/fonts/y.ttf")
                .doesNotContain("usr/share/fonts/x.ttf");
    }

    @Test
    void links_in_a_circle_come_to_an_end() {
        view.put("usr/share/fonts/again", Symlink.to("."))
                .put("usr/share/fonts/self", Symlink.to("self"))
                .put("usr/share/fonts/x.ttf", font);

        assertThat(paths(followed("usr/share/fonts")))
                .contains("usr/share/fonts/again/x.ttf")
                .doesNotContain("usr/share/fonts/self");
    }

    @Test
    void what_is_not_there_selects_nothing() {
        assertThat(followed("usr/share/fonts")).isEqualTo(Tree.EMPTY);
    }
}
