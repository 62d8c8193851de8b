package dev.jos.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.jos.config.testing.InMemoryFiles;
import dev.jos.host.DurableFiles;
import dev.jos.host.JosRoot;
import dev.jos.host.Progress;
import dev.jos.host.Sha256;
import dev.jos.host.testing.FailingFiles;
import dev.jos.host.testing.InMemoryMirror;
import dev.jos.host.testing.PlainSystemCalls;
import dev.jos.modules.Content;
import dev.jos.modules.FileSystem;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.KeyboardLayout;
import dev.jos.modules.LuksDevice;
import dev.jos.modules.PamLimit;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemdDaemon;
import dev.jos.modules.UnitDefinition;
import dev.jos.modules.UserAccount;
import dev.jos.modules.units.Unit;
import dev.jos.packages.Architecture;
import dev.jos.packages.archive.Mirrors;
import dev.jos.packages.deb.InterfaceLayers;
import dev.jos.packages.deb.PackageImporter;
import dev.jos.packages.lock.AccountIds;
import dev.jos.packages.lock.Lock;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.store.Attributes;
import dev.jos.store.Node;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import dev.jos.store.Symlink;
import dev.jos.store.Tree;
import dev.jos.store.TreeId;
import dev.jos.system.etc.UnreadableCertificateException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Builds a tiny system from packages made up here. Nothing of it could run, but everything is composed for real.
class SystemBuilderTest {

    /// Two authorities that call themselves `O=Example, CN=Example Root`, which OpenSSL hashes to `acf3e941`.
    private static final String AUTHORITY = """
            -----BEGIN CERTIFICATE-----
            MIIBqDCCAU+gAwIBAgIUSbC46kh9bQEkqP1zyxfnELmEfNIwCgYIKoZIzj0EAwIw
            KTEQMA4GA1UECgwHRXhhbXBsZTEVMBMGA1UEAwwMRXhhbXBsZSBSb290MCAXDTI2
            MTEyNTIyMDkwMloYDzIxMjYxMTAxMjIwOTAyWjApMRAwDgYDVQQKDAdFeGFtcGxl
            MRUwEwYDVQQDDAxFeGFtcGxlIFJvb3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
            AAR28XCmSqTeSf2vUuYnM57tK2zKDT9o1ZE/p3D7aigWitOUk7C0lcqYOadgT5rK
            partN8M75eUVfpkH9jUSK4C0o1MwUTAdBgNVHQ4EFgQUeGRYJ6xGHm9FfCHM4Rpc
            lMSRBlAwHwYDVR0jBBgwFoAUeGRYJ6xGHm9FfCHM4RpclMSRBlAwDwYDVR0TAQH/
            BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiACS7x5wwLeKpveJ1umnNj88BhGdyHv
            qvdYudxYbZYaGwIgOlbQixoaJRzvlKDNztyVMuA4v/Dc7BsRQIZZ+fIz4d4=
            -----END CERTIFICATE-----
            """;

    private static final String OTHER_AUTHORITY = """
            -----BEGIN CERTIFICATE-----
            MIIBqTCCAU+gAwIBAgIUW//iZ4M/XMsJho4xXL0BdrCj4KQwCgYIKoZIzj0EAwIw
            KTEQMA4GA1UECgwHRXhhbXBsZTEVMBMGA1UEAwwMRXhhbXBsZSBSb290MCAXDTI2
            MTEyNTIyMDkwMloYDzIxMjYxMTAxMjIwOTAyWjApMRAwDgYDVQQKDAdFeGFtcGxl
            MRUwEwYDVQQDDAxFeGFtcGxlIFJvb3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
            AATLoHGwA+4mRPah8cRmYz8FR0fk3nXm1vzLJMkJX8QA75AuzQ8Tqy+tkvsjWOa/
            +8uB2B6VgML02wF/Ps8ywkejo1MwUTAdBgNVHQ4EFgQU4MnvAeGFE+tSyZoPsmuu
            AFNICXMwHwYDVR0jBBgwFoAU4MnvAeGFE+tSyZoPsmuuAFNICXMwDwYDVR0TAQH/
            BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiAp1k05D9oHMzJTHmNO9x3zI2vWDhUe
            TF5C8gSMCR5ffwIhAILRaBjvItDCQB0/yKoO1lZ9s+HXCWdCQyCXYM4n2Fgo
            -----END CERTIFICATE-----
            """;

    @TempDir
    Path temp;

    private final InMemoryMirror mirror = new InMemoryMirror();
    private final SystemDefinition definition = new SystemDefinition();
    private ViewGenerator generator = ViewGenerator.NONE;
    private final List<SyntheticDeb> debs = new ArrayList<>(List.of(
            basePasswd(),
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
                            kernel/dm_crypt.ko
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
    void what_modules_say_line_by_line_is_collected_in_files() throws IOException {
        definition.sysctl("vm.swappiness", "10");
        definition.kernelModule("tun");
        definition.kernelModuleOptions("kvm_intel", "nested=1");
        definition.blockKernelModule("pcspkr");
        definition.pamLimit(new PamLimit("@audio", PamLimit.Type.BOTH, "rtprio", "95"));
        definition.systemdSetting(SystemdDaemon.JOURNALD, "SystemMaxUse", "500M");
        definition.systemdSetting(SystemdDaemon.JOURNALD, "Storage", "persistent");
        definition.systemdSetting(SystemdDaemon.LOGIND, "HandleLidSwitch", "ignore");
        definition.userUnit(Unit.service("hello").exec("/usr/bin/hello").wantedBy("default.target"));

        Tree tree = tree(build("one"), "one");

        String remark = "# Written by jos from the configuration of this machine.\n";
        assertThat(text(tree, "etc/sysctl.d/zz-jos.conf")).isEqualTo(remark + "vm.swappiness = 10\n");
        assertThat(text(tree, "etc/modules-load.d/jos.conf")).isEqualTo(remark + "tun\n");
        assertThat(text(tree, "etc/modprobe.d/zz-jos.conf"))
                .isEqualTo(remark + "options kvm_intel nested=1\nblacklist pcspkr\n");
        assertThat(text(tree, "etc/security/limits.d/jos.conf")).isEqualTo(remark + "@audio - rtprio 95\n");
        assertThat(text(tree, "etc/systemd/journald.conf.d/50-jos.conf"))
                .isEqualTo(remark + "[Journal]\nStorage=persistent\nSystemMaxUse=500M\n");
        assertThat(text(tree, "etc/systemd/logind.conf.d/50-jos.conf"))
                .isEqualTo(remark + "[Login]\nHandleLidSwitch=ignore\n");
        assertThat(text(tree, "etc/systemd/user/hello.service")).contains("ExecStart=/usr/bin/hello");
        assertThat(link(tree, "etc/systemd/user/default.target.wants/hello.service"))
                .isEqualTo("/etc/systemd/user/hello.service");
    }

    @Test
    void authorities_of_the_configuration_are_trusted_beside_those_of_packages() throws IOException {
        debs.add(new SyntheticDeb("trusting")
                .file("etc/ssl/certs/ca-certificates.crt", 0644, "authorities of packages\n"));
        definition.trustCertificate("example", Content.text(AUTHORITY + OTHER_AUTHORITY));

        Tree tree = tree(build("one"), "one");

        assertThat(text(tree, "etc/ssl/certs/ca-certificates.crt"))
                .isEqualTo("authorities of packages\n" + AUTHORITY + OTHER_AUTHORITY);
        assertThat(text(tree, "etc/ssl/certs/example-2.pem")).isEqualTo(OTHER_AUTHORITY);
        assertThat(link(tree, "etc/ssl/certs/acf3e941.0")).isEqualTo("example.pem");
        assertThat(link(tree, "etc/ssl/certs/acf3e941.1")).isEqualTo("example-2.pem");
    }

    @Test
    void what_is_no_certificate_is_refused() {
        definition.trustCertificate("example", Content.text("trust me"));

        assertThatThrownBy(() -> build("one"))
                .isInstanceOf(UnreadableCertificateException.class)
                .hasMessage("the certificate `example` is not one in PEM");
    }

    @Test
    void health_checks_are_programs_and_stand_in_the_manifest() throws IOException {
        definition.healthCheck(
                HealthCheck.unitActive("daemon", "daemon.service").within(Duration.ofMillis(1500)));

        SystemBuild build = build("one");

        assertThat(text(tree(build, "one"), "usr/lib/jos/health.d/daemon")).isEqualTo("""
                #!/bin/sh
                # daemon.service is active
                exec "${0%/*}/../health-check" 2 unit daemon.service
                """);
        assertThat(build.system().manifest().healthChecks())
                .containsExactly(new HealthCheckReference("daemon", "daemon.service is active", 2));
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

    @Test
    void a_container_is_built_with_the_lock_of_a_machine_and_has_only_what_it_needs_of_that() throws IOException {
        debs.removeIf(deb -> deb.location().toString().contains("base-passwd"));
        debs.add(basePasswd().essential());
        debs.add(new SyntheticDeb("shell").depends("daemon (>= 1), line-editor | terminal"));
        debs.add(new SyntheticDeb("readline").provides("line-editor").file("usr/lib/readline.so", 0644, "code"));
        definition.installPackage("shell");
        SystemBuild machine = build("one");
        definition.withoutKernel();

        SystemBuild container = build("one");

        assertThat(packages(machine)).contains("linux-image", "busybox-static");
        assertThat(packages(container)).containsExactly("base-passwd", "daemon", "readline", "shell");
        assertThat(container.lock().packages()).isEqualTo(machine.lock().packages());
        assertThat(container.system().manifest().kernel()).isEmpty();
        assertThat(container.system().directory()).isDirectoryNotContaining("glob:**{kernel,initrd}");
        assertThat(tree(container, "one").contains("usr/lib/modules")).isFalse();
        assertThat(text(tree(container, "one"), "etc/passwd")).contains("daemon:x:100:100:A daemon:");
    }

    @Test
    void an_initrd_waits_for_what_is_generated_and_taken_into_it() throws IOException {
        debs.add(new SyntheticDeb("cryptsetup-bin").file("usr/sbin/cryptsetup", 0755, "a program"));
        definition.keyboard(new KeyboardLayout("pc105", "de", "", List.of()));
        definition.luksDevice(new LuksDevice("system", "/dev/sda2", Optional.empty(), List.of()));
        byte[] keymap = "a keyboard layout".getBytes(StandardCharsets.UTF_8);
        generator = (view, architecture, progress) -> new ViewGenerator.Generated(
                Tree.builder()
                        .put(
                                "usr/share/jos/console.bmap",
                                new RegularFile(
                                        Attributes.of(0644), store("one").add(keymap, false), keymap.length))
                        .build(),
                List.of());

        SystemBuild build = build("one");

        byte[] initrd = Zstd.decompress(Files.readAllBytes(build.system().initrd()), 1 << 20);
        assertThat(new String(initrd, StandardCharsets.ISO_8859_1))
                .contains("usr/share/jos/console.bmap", "a keyboard layout", "usr/sbin/cryptsetup");
    }

    private static List<String> packages(SystemBuild build) {
        return build.system().manifest().packages().stream()
                .map(PackageReference::name)
                .toList();
    }

    private static SyntheticDeb basePasswd() {
        return new SyntheticDeb("base-passwd")
                .file("usr/share/base-passwd/passwd.master", 0644, "root:*:0:0:root:/root:/bin/bash\n")
                .file("usr/share/base-passwd/group.master", 0644, "root:*:0:\nshadow:*:42:\n");
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
        return builder(machine, PackageSource.of(importer)).build(definition, new InMemoryFiles(), lock, Progress.NONE);
    }

    private SystemBuilder builder(String machine, PackageSource packages) {
        return new SystemBuilder(
                root(machine),
                store(machine),
                files(),
                new PlainSystemCalls(),
                packages,
                new InterfaceLayers(root(machine).layers(), files(), () -> "test"),
                generator,
                JosFiles.NONE);
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
                OptionalInt.of(0700),
                "/bin/bash",
                Optional.empty(),
                List.of());
    }
}
