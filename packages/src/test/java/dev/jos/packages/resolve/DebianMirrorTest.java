package dev.jos.packages.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jos.host.HttpDownloader;
import dev.jos.host.JosRoot;
import dev.jos.host.LinuxDurableFiles;
import dev.jos.host.LinuxSystemCalls;
import dev.jos.host.Progress;
import dev.jos.packages.Architecture;
import dev.jos.packages.archive.Archive;
import dev.jos.packages.archive.ArchiveSettings;
import dev.jos.packages.archive.PackageIndex;
import dev.jos.packages.lock.LockedPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against Debian's own mirrors.
@Tag("integration")
class DebianMirrorTest {

    @TempDir
    static Path root;

    private static Archive archive;
    private static PackageIndex index;

    @BeforeAll
    static void refresh() throws IOException {
        LinuxDurableFiles files = new LinuxDurableFiles(new LinuxSystemCalls());
        archive = Archive.of(ArchiveSettings.DEFAULT, new JosRoot(root), new HttpDownloader(files), files);
        index = archive.refresh(Architecture.AMD64, List.of(), Progress.NONE);
    }

    @Test
    void the_index_has_the_packages_of_debian() throws IOException {
        assertThat(index.find("systemd")).isNotEmpty();
        assertThat(index.providers("mail-transport-agent")).hasSizeGreaterThan(5);
        assertThat(index.search("secure shell server"))
                .extracting(p -> p.name())
                .contains("openssh-server");
        assertThat(index.nearest("ngnix")).contains("nginx");
        assertThat(archive.index(Architecture.AMD64).suites()).hasSize(3);
    }

    @Test
    void a_server_resolves_with_all_that_it_needs() throws IOException {
        Request request = Request.of(
                Architecture.AMD64, List.of("systemd", "linux-image-amd64", "openssh-server", "nginx", "vim"));

        Resolution resolution = new Resolver(index).resolve(request, List.of());

        assertThat(resolution.packages())
                .extracting(LockedPackage::name)
                .contains("nginx-common", "libssl3t64", "bash", "dpkg", "mawk", "vim-runtime")
                .doesNotContain("gawk", "exim4");
        assertThat(resolution.packages()).hasSizeBetween(100, 200);
    }

    @Test
    void two_packages_that_exclude_each_other_are_explained() {
        Request request = Request.of(Architecture.AMD64, List.of("postfix", "exim4-daemon-light"));

        assertThatThrownBy(() -> new Resolver(index).resolve(request, List.of()))
                .isInstanceOf(UnsatisfiableException.class)
                .hasMessageContaining("conflicts with");
    }
}
