package dev.jos.iso.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ImageNameTest {

    @Test
    void a_name_is_read_with_and_without_a_tag() {
        assertThat(ImageName.parse("web")).contains(new ImageName("web", "latest"));
        assertThat(ImageName.parse("web:2")).contains(new ImageName("web", "2"));
        assertThat(ImageName.parse("localhost:5000/team/web"))
                .contains(new ImageName("localhost:5000/team/web", "latest"));
        assertThat(ImageName.parse("example.org/web:v1.0-rc1")).contains(new ImageName("example.org/web", "v1.0-rc1"));
    }

    @Test
    void what_engines_would_refuse_is_no_name() {
        for (String bad : List.of(
                "",
                ":",
                "web:",
                ":2",
                "Web",
                "team/Web",
                "we b",
                "-web",
                "web/",
                "/web",
                "web:a b",
                "web:2:3",
                "web@sha256:abc",
                "a..b",
                "web:" + "x".repeat(129))) {
            assertThat(ImageName.parse(bad)).as(bad).isEmpty();
        }
    }

    @Test
    void short_names_mean_the_usual_registry() {
        assertThat(ImageName.ofHost("Atlas").full()).isEqualTo("docker.io/library/atlas:latest");
        assertThat(new ImageName("team/web", "2").full()).isEqualTo("docker.io/team/web:2");
        assertThat(new ImageName("example.org/web", "2").full()).isEqualTo("example.org/web:2");
        assertThat(new ImageName("localhost/web", "2").full()).isEqualTo("localhost/web:2");
    }
}
