package dev.jos.packages.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jos.host.Command;
import dev.jos.host.CommandFailed;
import dev.jos.host.testing.ScriptedProcesses;
import dev.jos.packages.Architecture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SandboxTest {

    private static final String LINKER = "/tools/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2";

    private final ScriptedProcesses processes = new ScriptedProcesses();
    private final Sandbox sandbox =
            new Sandbox(new Launcher(Path.of("/tools"), Architecture.AMD64), Path.of("/qemu"), processes);

    @Test
    void bubblewrap_is_started_by_the_dynamic_linker_of_its_own_hierarchy() throws IOException {
        processes.on(LINKER, "");

        sandbox.run(Command.of("qemu-img", "--version"), Confinement.NONE);

        assertThat(processes.commands().getFirst().arguments())
                .startsWith(LINKER, "--library-path", "/tools/usr/lib/x86_64-linux-gnu", "/tools/usr/bin/bwrap")
                .endsWith("--", "qemu-img", "--version");
    }

    @Test
    void a_program_sees_what_it_was_given_and_no_network() {
        List<String> arguments = sandbox.confined(
                        Command.of("mkfs.ext4"),
                        Confinement.NONE.reading(Path.of("/in"), "/a").writing(Path.of("/out"), "/b"))
                .arguments();

        assertThat(arguments)
                .containsSequence("--ro-bind", "/in", "/a")
                .containsSequence("--bind", "/out", "/b")
                .containsSequence("--ro-bind", "/qemu/usr", "/usr")
                .contains("--unshare-all", "--die-with-parent", "--clearenv")
                .doesNotContain("--share-net");
    }

    @Test
    void a_failure_names_the_program_and_not_the_sandbox() {
        processes.failing(LINKER, 3, "no space");

        assertThatThrownBy(() -> sandbox.run(Command.of("mkfs.ext4"), Confinement.NONE))
                .isInstanceOf(CommandFailed.class)
                .hasMessage("`mkfs.ext4` failed with status 3: no space");
    }

    @Test
    void the_hierarchy_can_be_another_than_that_of_bubblewrap() {
        List<String> arguments = sandbox.around(Path.of("/view"))
                .confined(Command.of("true"), Confinement.NONE)
                .arguments();

        assertThat(arguments).startsWith(LINKER).containsSequence("--ro-bind", "/view/usr", "/usr");
    }
}
