package dev.jos.packages.debian;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.packages.ControlFile;
import dev.jos.packages.scripts.Alternative;
import dev.jos.packages.scripts.CapabilityGrant;
import dev.jos.packages.scripts.Declarations;
import dev.jos.packages.scripts.DirectoryDeclaration;
import dev.jos.packages.scripts.Diversion;
import dev.jos.packages.scripts.EtcFile;
import dev.jos.packages.scripts.FileCopy;
import dev.jos.packages.scripts.FileLink;
import dev.jos.packages.scripts.ModeExpression;
import dev.jos.packages.scripts.ModeOverride;
import dev.jos.store.Directory;
import dev.jos.store.Node;
import dev.jos.store.RegularFile;
import dev.jos.store.Symlink;
import dev.jos.store.Tree;
import dev.jos.store.TreeBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DebianCompositionTest {

    private final MemoryContent content = new MemoryContent();
    private final TreeBuilder shipped = Tree.builder();
    private final Declarations.Builder declarations = Declarations.builder();

    @Test
    void the_alternative_with_the_highest_priority_is_linked_with_its_slaves() throws IOException {
        shipped.put("usr/bin/nano", content.file("nano", 0755));
        shipped.put("usr/bin/vim", content.file("vim", 0755));
        shipped.put("usr/share/man/vim.1", content.file("manual"));
        declarations.add(new Alternative("editor", "/usr/bin/editor", "/usr/bin/nano", 40, List.of()));
        declarations.add(new Alternative(
                "editor",
                "/usr/bin/editor",
                "/usr/bin/vim",
                50,
                List.of(
                        new Alternative.Slave("editor.1", "/usr/share/man/editor.1", "/usr/share/man/vim.1"),
                        new Alternative.Slave(
                                "editor.de.1", "/usr/share/man/de/editor.1", "/usr/share/man/de/vim.1"))));
        declarations.add(new Alternative("editor", "/usr/bin/editor", "/usr/bin/missing", 99, List.of()));

        Tree tree = compose(CompositionChoices.NONE).tree();

        assertThat(link(tree, "etc/alternatives/editor")).isEqualTo("/usr/bin/vim");
        assertThat(link(tree, "usr/bin/editor")).isEqualTo("/etc/alternatives/editor");
        assertThat(link(tree, "usr/share/man/editor.1")).isEqualTo("/etc/alternatives/editor.1");
        assertThat(tree.contains("usr/share/man/de/editor.1")).isFalse();
        assertThat(text(tree, "usr/lib/jos/dpkg/alternatives/editor"))
                .startsWith("auto\n/usr/bin/editor\neditor.1\n/usr/share/man/editor.1\n");
    }

    @Test
    void the_configuration_chooses_another_alternative() throws IOException {
        shipped.put("usr/bin/a", content.file("a", 0755));
        shipped.put("usr/bin/b", content.file("b", 0755));
        declarations.add(new Alternative("x", "/usr/bin/x", "/usr/bin/a", 1, List.of()));
        declarations.add(new Alternative("x", "/usr/bin/x", "/usr/bin/b", 2, List.of()));
        declarations.add(new Alternative("y", "/usr/bin/y", "/usr/bin/b", 2, List.of()));

        DebianView view = compose(
                new CompositionChoices(Map.of("x", "/usr/bin/a", "y", "/usr/bin/none"), Set.of(), new TreeSet<>()));

        assertThat(link(view.tree(), "etc/alternatives/x")).isEqualTo("/usr/bin/a");
        assertThat(view.remarks()).containsExactly("No package offers `/usr/bin/none` as `y`.");
    }

    @Test
    void declared_files_appear_unless_something_is_there() throws IOException {
        shipped.put("usr/share/e/conf", content.file("factory"));
        shipped.put("etc/kept", content.file("kept"));
        declarations.add(new FileCopy("/usr/share/e/conf", "/etc/e.conf", OptionalInt.of(0600)));
        declarations.add(new FileCopy("/usr/share/e/none", "/etc/none", OptionalInt.empty()));
        declarations.add(new EtcFile("/etc/kept", "other", 0644));
        declarations.add(new EtcFile("/etc/new", "new", 0640));
        declarations.add(new FileLink("/etc/link", "new"));
        declarations.add(new DirectoryDeclaration("/etc/dir", 0750, "root", "adm"));

        DebianView view = compose(CompositionChoices.NONE);

        assertThat(text(view.tree(), "etc/e.conf")).isEqualTo("factory");
        assertThat(mode(view.tree(), "etc/e.conf")).isEqualTo(0600);
        assertThat(text(view.tree(), "etc/kept")).isEqualTo("kept");
        assertThat(mode(view.tree(), "etc/new")).isEqualTo(0640);
        assertThat(link(view.tree(), "etc/link")).isEqualTo("new");
        assertThat(view.tree().node("etc/dir").orElseThrow().attributes().gid()).isEqualTo(4);
        assertThat(view.remarks())
                .containsExactly("`/etc/none` is not made: there is no file `/usr/share/e/none` to copy.");
    }

    @Test
    void owners_modes_and_capabilities_are_set_and_contents_follow_the_executable_bit() throws IOException {
        shipped.put("usr/bin/crontab", content.file("binary", 0755));
        shipped.put("usr/bin/late", content.file("script", 0644));
        declarations.add(mode("/usr/bin/crontab", "root", "crontab", "2755"));
        declarations.add(mode("/usr/bin/late", "root", "nobody-knows", "a+x"));
        declarations.add(mode("/usr/bin/absent", "root", "root", "4755"));
        declarations.add(new CapabilityGrant("/usr/bin/late", "cap_net_raw+ep"));

        DebianView view = compose(CompositionChoices.NONE);

        Node crontab = view.tree().node("usr/bin/crontab").orElseThrow();
        assertThat(crontab.attributes().mode()).isEqualTo(02755);
        assertThat(crontab.attributes().gid()).isEqualTo(101);
        RegularFile late = (RegularFile) view.tree().node("usr/bin/late").orElseThrow();
        assertThat(late.content().executable()).isTrue();
        assertThat(late.attributes().xattrs().value("security.capability").orElseThrow())
                .isEqualTo(new byte[] {1, 0, 0, 2, 0, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        assertThat(view.remarks())
                .containsExactly("`/usr/bin/late` stays with root: there is no account `nobody-knows`.");
    }

    @Test
    void what_lies_outside_usr_and_etc_becomes_tmpfiles() throws IOException {
        shipped.put("var/lib/e", Directory.of(0750));
        shipped.put("var/lib/e/seed", content.file("seed", 0600));
        shipped.put("var/lib/e/link", Symlink.to("seed"));
        shipped.put("var/run", Directory.of(0755));
        shipped.put("var/lib/dpkg/info", Directory.of(0755));
        shipped.put("var/log", Directory.of(0755));
        shipped.put("boot/vmlinuz", content.file("kernel"));
        shipped.put("usr/lib/tmpfiles.d/var.conf", content.file("d /var 0755 - - -\nd /var/log 0755 - - -\n"));
        declarations.tmpfiles("z /var/lib/e 0700 e e");
        declarations.tmpfiles("f /var/log/e 0640 e adm");
        declarations.tmpfiles("f /var/lib/dpkg/arch 0644 root root");

        DebianView view = compose(CompositionChoices.NONE);

        assertThat(view.tmpfiles())
                .containsExactly(
                        "d /var/lib 0755 root root",
                        "L /var/lib/dpkg - - - - /usr/lib/jos/dpkg",
                        "d /var/lib/e 0700 e e",
                        "L /var/lib/e/link - - - - seed",
                        "C /var/lib/e/seed 0600 root root - /usr/share/factory/var/lib/e/seed",
                        "L /var/lock - - - - /run/lock",
                        "f /var/log/e 0640 e adm",
                        "L /var/run - - - - /run");
        assertThat(text(view.tree(), "usr/share/factory/var/lib/e/seed")).isEqualTo("seed");
        assertThat(view.tree().children("")).extracting(entry -> entry.path()).containsExactly("usr");
    }

    @Test
    void shells_and_name_services_are_put_together() throws IOException {
        shipped.put("usr/share/debianutils/shells", content.file("# shells\n/bin/sh\n"));
        shipped.put("usr/share/debianutils/shells.d/zsh", content.file("/usr/bin/zsh\n"));
        shipped.put("usr/share/libc-bin/nsswitch.conf", content.file("passwd:  files\nhosts:  files dns\nrpc: db\n"));
        shipped.put("usr/lib/x86_64-linux-gnu/libnss_systemd.so.2", content.file("", 0644));
        shipped.put("usr/lib/x86_64-linux-gnu/libnss_resolve.so.2", content.file("", 0644));

        Tree tree = compose(new CompositionChoices(Map.of(), Set.of("resolve"), new TreeSet<>()))
                .tree();

        assertThat(text(tree, "etc/shells")).isEqualTo("# shells\n/bin/sh\n/usr/bin/zsh\n/bin/zsh\n");
        assertThat(text(tree, "etc/nsswitch.conf")).isEqualTo("""
                        passwd:  files systemd
                        hosts:          resolve [!UNAVAIL=return] files dns
                        rpc: db
                        """);
    }

    @Test
    void pam_profiles_are_woven_into_the_common_files() throws IOException {
        shipped.put(
                "usr/share/pam/common-auth",
                content.file("# head\n$auth_primary\nauth required x.so\n$auth_additional\n"));
        shipped.put("usr/share/pam-configs/unix", content.file("""
                Name: Unix
                Default: yes
                Priority: 256
                Auth-Type: Primary
                Auth:
                	[success=end default=ignore]	pam_unix.so nullok try_first_pass
                Auth-Initial:
                	[success=end default=ignore]	pam_unix.so nullok
                """));
        shipped.put("usr/share/pam-configs/first", content.file("""
                Name: First
                Default: yes
                Priority: 512
                Auth-Type: Primary
                Auth-Final:
                	[success=end default=ignore]	pam_first.so
                """));
        shipped.put(
                "usr/share/pam-configs/off", content.file("Name: Off\nDefault: no\nAuth-Type: Primary\nAuth:\n\tx\n"));
        shipped.put(
                "usr/share/pam-configs/cap",
                content.file("Default: yes\nAuth-Type: Additional\nAuth:\n\toptional\tpam_cap.so\n"));

        Tree tree = compose(CompositionChoices.NONE).tree();

        assertThat(text(tree, "etc/pam.d/common-auth")).isEqualTo("""
                        # head
                        auth	[success=2 default=ignore]	pam_first.so
                        auth	[success=1 default=ignore]	pam_unix.so nullok try_first_pass
                        auth required x.so
                        auth	optional	pam_cap.so
                        """);
    }

    @Test
    void the_package_database_tells_what_is_there() throws IOException {
        shipped.put("usr/bin/e", content.file("e", 0755));
        shipped.put("etc/e.conf", content.file("conf"));

        Tree tree = compose(CompositionChoices.NONE).tree();

        assertThat(text(tree, "usr/lib/jos/dpkg/status")).isEqualTo("""
                Package: example
                Status: install ok installed
                Version: 1.0
                Architecture: amd64
                Multi-Arch: same
                Description: short
                 long
                Conffiles:
                 /etc/e.conf 3a8e4c06e471595f6eb262bb9b5582d9

                """);
        assertThat(text(tree, "usr/lib/jos/dpkg/info/example:amd64.list"))
                .isEqualTo("/.\n/etc\n/etc/e.conf\n/usr\n/usr/bin\n/usr/bin/e\n");
        assertThat(text(tree, "usr/lib/jos/dpkg/info/example:amd64.conffiles")).isEqualTo("/etc/e.conf\n");
        assertThat(text(tree, "usr/lib/jos/dpkg/arch-native")).isEqualTo("amd64\n");
    }

    @Test
    void the_package_database_tells_what_jos_stands_for() throws IOException {
        var choices = new CompositionChoices(
                Map.of(), Set.of(), new TreeSet<>(List.of("linux-initramfs-tool", "another-name")));

        Tree tree = compose(choices).tree();

        assertThat(text(tree, "usr/lib/jos/dpkg/status")).endsWith("""

                Package: jos-provided
                Status: install ok installed
                Priority: optional
                Section: admin
                Installed-Size: 0
                Maintainer: jos
                Architecture: all
                Version: 1
                Provides: another-name, linux-initramfs-tool
                Description: names that packages need and jos itself stands for

                """);
        assertThat(text(tree, "usr/lib/jos/dpkg/info/jos-provided.list")).isEqualTo("/.\n");
        assertThat(compose(CompositionChoices.NONE).tree().contains("usr/lib/jos/dpkg/info/jos-provided.list"))
                .isFalse();
    }

    @Test
    void diverted_files_move_out_of_the_way_except_the_diverters_own() {
        Tree tree = Tree.builder().put("usr/bin/a", content.file("a", 0755)).build();
        List<Diversion> diversions = List.of(new Diversion("/usr/bin/a", "/usr/bin/a.real", "other"));

        assertThat(Diversions.apply("example", tree, diversions).contains("usr/bin/a.real"))
                .isTrue();
        assertThat(Diversions.apply("other", tree, diversions)).isEqualTo(tree);
    }

    @Test
    void the_same_packages_give_the_same_tree() throws IOException {
        shipped.put("usr/bin/nano", content.file("nano", 0755));
        shipped.put("var/lib/x", Directory.of(0755));

        assertThat(compose(CompositionChoices.NONE).tree().id())
                .isEqualTo(compose(CompositionChoices.NONE).tree().id());
    }

    private DebianView compose(CompositionChoices choices) throws IOException {
        Tree tree = shipped.build();
        TreeSet<String> conffiles = new TreeSet<>();
        tree.node("etc/e.conf").ifPresent(node -> conffiles.add("etc/e.conf"));
        ControlFile control = ControlFile.parse("""
                Package: example
                Version: 1.0
                Architecture: amd64
                Multi-Arch: same
                Description: short
                 long
                """);
        DebianPackage example = new DebianPackage(control, tree, conffiles, declarations.build());
        Map<String, Integer> numbers = Map.of("root", 0, "adm", 4, "crontab", 101);
        Accounts accounts = new Accounts() {
            @Override
            public OptionalInt uid(String user) {
                return gid(user);
            }

            @Override
            public OptionalInt gid(String group) {
                Integer number = numbers.get(group);
                return number == null ? OptionalInt.empty() : OptionalInt.of(number);
            }
        };
        return new DebianComposition(content, content, accounts).compose(tree, List.of(example), choices);
    }

    private static ModeOverride mode(String path, String user, String group, String mode) {
        return new ModeOverride(
                path, Optional.of(user), Optional.of(group), Optional.of(new ModeExpression(mode)), false);
    }

    private String text(Tree tree, String path) throws IOException {
        RegularFile file = (RegularFile) tree.node(path).orElseThrow();
        try (InputStream in = content.open(file.content())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int mode(Tree tree, String path) {
        return tree.node(path).orElseThrow().attributes().mode();
    }

    private static String link(Tree tree, String path) {
        return ((Symlink) tree.node(path).orElseThrow()).target();
    }
}
