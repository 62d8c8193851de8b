package dev.jos.packages.debian;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.packages.Architecture;
import dev.jos.packages.scripts.Declarations;
import dev.jos.packages.scripts.UnitEnablement.Scope;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import dev.jos.store.Symlink;
import dev.jos.store.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server's packages from the archive, imported and composed.
@Tag("integration")
class RealPackagesTest {

    private static final List<String> SERVER = List.of(
            "systemd-sysv",
            "openssh-server",
            "nginx",
            "sudo",
            "vim",
            "nano",
            "ca-certificates",
            "cron",
            "libpam-systemd",
            "systemd-resolved",
            "udev",
            "netbase",
            "procps",
            "man-db",
            "ssl-cert",
            "git",
            "postgresql",
            "polkitd");

    @Test
    void a_server_is_composed_without_running_anything(@TempDir Path directory) throws Exception {
        ComposedPackages server = new ComposedPackages(directory, Architecture.AMD64, SERVER);
        Store store = server.store();
        Declarations declarations = server.declarations();
        DebianView view = server.view();
        Tree tree = view.tree();
        PackagedUnits units = new PackagedUnits(tree, store);
        EnablementLinks.Result enabled =
                EnablementLinks.enable(units.enabled(declarations, Scope.SYSTEM), units.files(Scope.SYSTEM));

        assertThat(declarations.uncovered()).isEmpty();
        assertThat(view.remarks()).isEmpty();
        assertThat(mode(tree, "usr/lib/dbus-1.0/dbus-daemon-launch-helper")).isEqualTo(04754);
        assertThat(mode(tree, "usr/bin/crontab")).isEqualTo(02755);
        assertThat(mode(tree, "usr/bin/ssh-agent")).isEqualTo(02755);
        assertThat(mode(tree, "etc/sudoers")).isEqualTo(0440);
        assertThat(mode(tree, "etc/ssl/private")).isEqualTo(0710);
        assertThat(link(tree, "etc/alternatives/editor")).isEqualTo("/usr/bin/nano");
        assertThat(link(tree, "etc/ssl/certs/4042bcee.0")).isEqualTo("ISRG_Root_X1.pem");
        assertThat(link(tree, "etc/nginx/sites-enabled/default")).isEqualTo("/etc/nginx/sites-available/default");
        assertThat(text(store, tree, "etc/pam.d/common-session")).contains("pam_systemd.so");
        assertThat(text(store, tree, "etc/pam.d/common-auth"))
                .contains("[success=1 default=ignore]\tpam_unix.so nullok\n");
        assertThat(view.tmpfiles())
                .contains(
                        "d /var/lib/postgresql 0755 postgres postgres",
                        "f /var/log/nginx/access.log 0640 www-data adm");
        assertThat(enabled.missing()).isEmpty();
        assertThat(enabled.links())
                .extracting(EnablementLink::path)
                .contains(
                        "getty.target.wants/getty@tty1.service",
                        "multi-user.target.wants/nginx.service",
                        "multi-user.target.wants/remote-fs.target",
                        "multi-user.target.wants/ssh.service",
                        "sysinit.target.wants/systemd-resolved.service")
                .doesNotContain("sockets.target.wants/ssh.socket", "multi-user.target.wants/systemd-networkd.service");
    }

    private static String text(Store store, Tree tree, String path) throws IOException {
        RegularFile file = (RegularFile) tree.node(path).orElseThrow();
        try (InputStream in = store.open(file.content())) {
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
