package dev.jos.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jos.config.testing.InMemoryFiles;
import dev.jos.host.DurableFiles;
import dev.jos.host.JosRoot;
import dev.jos.host.Progress;
import dev.jos.host.Sha256;
import dev.jos.host.testing.FailingFiles;
import dev.jos.host.testing.InMemoryMirror;
import dev.jos.host.testing.PlainSystemCalls;
import dev.jos.modules.FileSystem;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.UnitDefinition;
import dev.jos.modules.UserAccount;
import dev.jos.packages.Architecture;
import dev.jos.packages.archive.Mirrors;
import dev.jos.packages.deb.PackageImporter;
import dev.jos.packages.lock.AccountIds;
import dev.jos.packages.lock.Lock;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.store.Node;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import dev.jos.store.Symlink;
import dev.jos.store.Tree;
import dev.jos.store.TreeId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Builds a tiny system from packages made up here. Nothing of it could run, but everything is composed for real.
class SystemBuilderTest {

    @TempDir
    Path temp;

    private final InMemoryMirror mirror = new InMemoryMirror();
    private final SystemDefinition definition = new SystemDefinition();
    private final List<SyntheticDeb> debs = new ArrayList<>(List.of(
            new SyntheticDeb("base-passwd")
                    .file("usr/share/base-passwd/passwd.master", 0644, "root:*:0:0:root:/root:/bin/bash\n")
                    .file("usr/share/base-passwd/group.master", 0644, "root:*:0:\nshadow:*:42:\n"),
            new SyntheticDeb("busybox-static").file("usr/bin/busybox", 0755, "a program"),
            new SyntheticDeb("linux-image")
                    .file("boot/vmlinuz-6.12", 0644, "a kernel")
                    .file("usr/lib/modules/6.12/modules.builtin", 0644, """
                            kernel/erofs.ko
                            kernel/overlay.ko
                            kernel/loop.ko
                            kernel/ext4.ko
                            kernel/virtio_pci.ko
                            kernel/virtio_blk.ko
                            """),
            new SyntheticDeb("daemon")
                    .file("usr/lib/systemd/system/daemon.service", 0644, """
                            [Service]
                            ExecStart=/usr/bin/daemon
                            [Install]
                            WantedBy=multi-user.target
                            """)
                    .file("usr/lib/sysusers.d/daemon.conf", 0644, "u daemon - \"A daemon\"\n")
                    .file("usr/lib/systemd/system/ldconfig.service", 0644, "[Service]\n")
                    .file("etc/daemon.conf", 0644, "shipped\n")));

    SystemBuilderTest() {
        definition.hostname("atlas");
        definition.fileSystem(new FileSystem("LABEL=root", "/", "ext4", List.of("noatime"), true, 1));
        definition.kernelParameter("quiet");
    }

    @Test
    void a_system_holds_packages_and_configuration() throws IOException {
        definition.enableUnit("daemon.service");
        definition.etcFile("daemon.conf", "configured\n");
        definition.unit(UnitDefinition.of("mine.service", "[Service]\n").wantedBy("multi-user.target"));
        definition.user(alice());

        SystemBuild build = build("one");
        Tree tree = tree(build, "one");

        assertThat(text(tree, "etc/hostname")).isEqualTo("atlas\n");
        assertThat(text(tree, "etc/daemon.conf")).isEqualTo("configured\n");
        assertThat(text(tree, "etc/passwd")).contains("alice:x:1000:1000:", "daemon:x:100:100:A daemon:");
        assertThat(link(tree, "etc/systemd/system/multi-user.target.wants/daemon.service"))
                .isEqualTo("/usr/lib/systemd/system/daemon.service");
        assertThat(link(tree, "etc/systemd/system/multi-user.target.wants/mine.service"))
                .isEqualTo("/etc/systemd/system/mine.service");
        assertThat(link(tree, "etc/systemd/system/ldconfig.service")).isEqualTo("/dev/null");
        assertThat(tree.contains("etc/machine-id")).isFalse();
        assertThat(tree.contains("boot")).isFalse();
        assertThat(build.lock().accounts().users()).containsEntry("alice", 1000).containsEntry("daemon", 100);
        assertThat(build.system().commandLine())
                .isEqualTo("jos.system=" + build.system().id()
                        + " root=LABEL=root rootfstype=ext4 rootflags=noatime quiet");
    }

    @Test
    void two_machines_build_the_same_bytes() throws IOException {
        SystemGeneration one = build("one").system();
        Collections.reverse(debs);
        build("two", "something else");
        SystemGeneration two = build("two").system();

        assertThat(two.id()).isEqualTo(one.id());
        try (var files = Files.list(one.directory())) {
            for (Path file : files.toList()) {
                assertThat(two.directory().resolve(file.getFileName())).hasSameBinaryContentAs(file);
            }
        }
    }

    @Test
    void a_second_build_looks_at_no_package() throws IOException {
        SystemBuild first = build("one");
        PackageSource untouched = (packages, progress) -> {
            throw new IOException("asked for packages");
        };

        SystemBuild second =
                builder("one", untouched).build(definition, new InMemoryFiles(), first.lock(), Progress.NONE);

        assertThat(second.system()).isEqualTo(first.system());
    }

    @Test
    void each_option_changes_the_id_and_going_back_finds_the_old_system() throws IOException {
        SystemId before = build("one").system().id();

        assertThat(build("one", "other").system().id()).isNotEqualTo(before);
        assertThat(build("one").system().id()).isEqualTo(before);
    }

    @Test
    void a_unit_that_nobody_has_is_remarked() throws IOException {
        definition.enableUnit("missing.service");

        assertThat(build("one").remarks()).anyMatch(remark -> remark.contains("`missing.service`"));
    }

    @Test
    void packages_that_collide_are_named() {
        debs.add(new SyntheticDeb("thief").file("etc/daemon.conf", 0644, "stolen\n"));

        assertThatThrownBy(() -> build("one"))
                .isInstanceOf(SystemProblem.class)
                .hasMessageContaining("daemon")
                .hasMessageContaining("thief");
    }

    @Test
    void a_system_without_a_kernel_is_refused() {
        debs.removeIf(deb -> deb.location().toString().contains("linux-image"));

        assertThatThrownBy(() -> build("one")).isInstanceOf(SystemProblem.class).hasMessageContaining("kernel");
        assertThat(root("one").systems()).doesNotExist();
    }

    private SystemBuild build(String machine, String hostname) throws IOException {
        definition.hostname(hostname);
        try {
            return build(machine);
        } finally {
            definition.hostname("atlas");
        }
    }

    private SystemBuild build(String machine) throws IOException {
        var locked = new ArrayList<LockedPackage>();
        for (SyntheticDeb deb : debs) {
            mirror.put(deb.location(), deb.bytes());
            locked.add(deb.locked());
        }
        var lock = new Lock(Architecture.AMD64, Sha256.of(new byte[0]), List.of(), locked, AccountIds.NONE);
        var importer = new PackageImporter(root(machine), store(machine), files(), mirror, Mirrors.DEFAULT);
        return builder(machine, importer::importAll).build(definition, new InMemoryFiles(), lock, Progress.NONE);
    }

    private SystemBuilder builder(String machine, PackageSource packages) {
        return new SystemBuilder(
                root(machine), store(machine), files(), new PlainSystemCalls(), packages, ViewGenerator.NONE);
    }

    private JosRoot root(String machine) {
        return new JosRoot(temp.resolve(machine));
    }

    private Store store(String machine) {
        return Store.open(root(machine), files(), new PlainSystemCalls());
    }

    private static DurableFiles files() {
        return FailingFiles.working();
    }

    private Tree tree(SystemBuild build, String machine) throws IOException {
        return store(machine).tree(new TreeId(build.system().manifest().view()));
    }

    private String text(Tree tree, String path) throws IOException {
        Node node = tree.node(path).orElseThrow();
        try (InputStream in = store("one").open(((RegularFile) node).content())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String link(Tree tree, String path) {
        return ((Symlink) tree.node(path).orElseThrow()).target();
    }

    private static UserAccount alice() {
        return new UserAccount(
                "alice",
                OptionalInt.empty(),
                "alice",
                List.of(),
                true,
                "",
                "/home/alice",
                true,
                "/bin/bash",
                Optional.empty(),
                List.of());
    }
}
