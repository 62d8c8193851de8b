package dev.jos.packages.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jos.host.JosRoot;
import dev.jos.host.Progress;
import dev.jos.host.Sha256;
import dev.jos.host.testing.FailingFiles;
import dev.jos.host.testing.InMemoryMirror;
import dev.jos.packages.Architecture;
import dev.jos.packages.archive.testing.SyntheticArchive;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {

    private static final Sha256 DIGEST = Sha256.of(new byte[0]);

    private static final String LIST = stanza("xz-utils", "5.8.1-1")
            + stanza("less", "668-1")
            + stanza("xz-utils", "5.8.1-1+deb13u1")
            + stanza("zlib", "1:1.3-1");

    @TempDir
    Path directory;

    private final SyntheticArchive published = new SyntheticArchive(new InMemoryMirror());

    private static String stanza(String name, String version) {
        return """
                Package: %1$s
                Binary: lib%1$s1, %1$s
                Version: %2$s
                Build-Depends: debhelper-compat (= 13), po4a <!nodoc>
                Architecture: any
                Format: 3.0 (quilt)
                Files:
                 d41d8cd98f00b204e9800998ecf8427e 100 %1$s_1.dsc
                Checksums-Sha256:
                 %3$s 100 %1$s_1.dsc
                 %3$s 2000 %1$s_1.orig.tar.xz
                Directory: pool/main/%1$s

                """.formatted(name, version, DIGEST);
    }

    private Sources sources() throws IOException {
        Archive archive = published.publish().open(new JosRoot(directory), FailingFiles.working());
        return archive.sources(Architecture.AMD64, Progress.NONE);
    }

    @Test
    void a_source_is_found_in_all_its_versions_the_newest_first() throws IOException {
        published.sources(LIST);

        List<SourceRecord> found = sources().find("xz-utils", Progress.NONE);

        assertThat(found).extracting(each -> each.version().text()).containsExactly("5.8.1-1+deb13u1", "5.8.1-1");
        SourceRecord newest = found.getFirst();
        assertThat(newest.suite()).isEqualTo("trixie");
        assertThat(newest.directory()).isEqualTo("pool/main/xz-utils");
        assertThat(newest.dsc()).isEqualTo(new SourceRecord.File("xz-utils_1.dsc", 100, DIGEST));
        assertThat(newest.files()).hasSize(2);
        assertThat(newest.field("Build-Depends")).hasValue("debhelper-compat (= 13), po4a <!nodoc>");
        assertThat(newest.field("Files")).isEmpty();
        assertThat(sources().find("nothing", Progress.NONE)).isEmpty();
    }

    @Test
    void near_names_are_found() throws IOException {
        published.sources(LIST);

        assertThat(sources().nearest("xzutils", Progress.NONE)).containsExactly("xz-utils");
    }

    @Test
    void an_archive_without_sources_has_none() throws IOException {
        assertThat(sources().find("less", Progress.NONE)).isEmpty();
    }

    @Test
    void a_file_outside_of_its_directory_is_refused_with_file_and_line() {
        published.sources(stanza("less", "1").replace("less_1.orig.tar.xz", "../less_1.orig.tar.xz"));

        assertThatThrownBy(() -> sources().find("less", Progress.NONE))
                .isInstanceOf(IndexSyntaxException.class)
                .hasMessageContaining("`trixie/main/source/Sources.xz`, line ")
                .hasMessageContaining("../less_1.orig.tar.xz` is not digest, size and file name");
    }

    @Test
    void mutated_lists_are_read_or_refused_with_file_and_line() throws IOException {
        Random random = new Random(7);
        byte[] whole = LIST.getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int i = 0; i < 3_000; i++) {
            byte[] mutated = whole.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                mutated[random.nextInt(mutated.length)] = (byte) "\n :ab1,|(>\t\u00ff\0".charAt(random.nextInt(13));
            }
            SourcesReader reader = new SourcesReader("trixie", "trixie/Sources", new ByteArrayInputStream(mutated));
            try {
                Optional<SourceRecord> next = reader.next("xz-utils"::equals);
                while (next.isPresent()) {
                    next.get().dsc();
                    next = reader.next("xz-utils"::equals);
                }
            } catch (IndexSyntaxException e) {
                refused++;
                assertThat(e.file()).isEqualTo("trixie/Sources");
                assertThat(e.line()).isPositive();
            }
        }
        assertThat(refused).isPositive();
    }
}
