package dev.jos.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JosRootTest {

    @Test
    void the_environment_decides_where_things_are() {
        assertThat(JosRoot.fromEnvironment(Map.of("JOS_ROOT", "/x/jos", "HOME", "/home/me"))
                        .path())
                .isEqualTo(Path.of("/x/jos"));
        assertThat(JosRoot.fromEnvironment(Map.of("XDG_DATA_HOME", "/data", "HOME", "/home/me"))
                        .path())
                .isEqualTo(Path.of("/data/jos"));
        assertThat(JosRoot.fromEnvironment(Map.of("HOME", "/home/me")).path())
                .isEqualTo(Path.of("/home/me/.local/share/jos"));
    }

    @Test
    void a_relative_data_directory_is_ignored_as_the_standard_demands() {
        assertThat(JosRoot.fromEnvironment(Map.of("XDG_DATA_HOME", "data", "HOME", "/home/me"))
                        .path())
                .isEqualTo(Path.of("/home/me/.local/share/jos"));
    }

    @Test
    void everything_lies_below_the_root() {
        JosRoot root = new JosRoot(Path.of("/r"));

        assertThat(root.objects()).isEqualTo(Path.of("/r/store/objects"));
        assertThat(root.system("abc")).isEqualTo(Path.of("/r/systems/abc"));
        assertThat(root.generations("system")).isEqualTo(Path.of("/r/generations/system"));
        assertThat(root.downloads()).isEqualTo(Path.of("/r/cache/downloads"));
        assertThat(root.vm("minimal")).isEqualTo(Path.of("/r/vms/minimal"));
    }
}
