package dev.jos.packages.deb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jos.packages.deb.xz.DecodingHelpers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DebReaderTest {

    /// Keeps members with their contents.
    private static final class Recorder implements DebReader.Visitor {

        final Map<TarMember, String> members = new LinkedHashMap<>();
        final Map<String, String> control = new LinkedHashMap<>();

        @Override
        public void control(DebControl read, ControlArchive archive) {
            control.putAll(read.members());
        }

        @Override
        public void member(TarMember member, InputStream content) throws IOException {
            members.put(member, new String(content.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Recorder read(byte[] deb) throws IOException {
        Recorder recorder = new Recorder();
        new DebReader("test.deb", DecodingHelpers.NONE).read(new ByteArrayInputStream(deb), recorder);
        return recorder;
    }

    private static MalformedDebException refusal(byte[] deb) {
        return catchThrowableOfType(MalformedDebException.class, () -> read(deb));
    }

    @ParameterizedTest
    @ValueSource(strings = {".gz", ".xz", ".zst", ""})
    void a_package_is_read_whatever_its_compression(String compression) throws IOException {
        Recorder read =
                read(DebFixture.ordinary("hello").compressedAs(compression).bytes());

        assertThat(read.control).containsKeys("control", "postinst", "conffiles");
        assertThat(read.members.keySet())
                .extracting(TarMember::path)
                .containsExactly(
                        "./",
                        "./usr/",
                        "./usr/bin/",
                        "./usr/bin/hello",
                        "./usr/bin/alias-hello",
                        "./etc/hello.conf",
                        "./usr/bin/hard-hello");
        assertThat(read.members.values()).contains("#!/bin/sh\necho hello\n", "colour = blue\n");
    }

    @Test
    void long_names_and_extended_attributes_are_kept() throws IOException {
        String longName = "./usr/share/" + "directory/".repeat(30) + "file";

        Recorder read = read(new DebFixture("long")
                .file(longName, 0644, "x")
                .withXattr("./usr/bin/ping", "security.capability", "abc")
                .bytes());

        assertThat(read.members.keySet()).extracting(TarMember::path).containsExactly(longName, "./usr/bin/ping");
        assertThat(read.members.keySet().stream().toList().getLast().xattrs())
                .hasEntrySatisfying(
                        "security.capability",
                        value -> assertThat(value).asString().isEqualTo("abc"));
    }

    @Test
    void devices_and_pipes_are_refused_by_name() {
        for (byte type : new byte[] {TarConstants.LF_CHR, TarConstants.LF_BLK, TarConstants.LF_FIFO}) {
            assertThatThrownBy(() -> read(
                            new DebFixture("dev").special("./dev/odd", type, "").bytes()))
                    .isInstanceOf(MalformedDebException.class)
                    .hasMessageContaining("`test.deb`")
                    .hasMessageContaining("`./dev/odd`")
                    .hasMessageContaining("which no package may bring");
        }
    }

    @Test
    void a_member_behind_the_data_is_refused_unless_it_is_an_extension() throws IOException {
        assertThat(refusal(DebFixture.ordinary("a").extraMember("evil").bytes()).entry())
                .contains("evil");
        assertThat(read(DebFixture.ordinary("a").extraMember("_gpgorigin").bytes()).members)
                .isNotEmpty();
    }

    @Test
    void a_file_that_is_no_package_is_refused() {
        assertThat(refusal("<html>not found</html>".getBytes(StandardCharsets.UTF_8))
                        .problem())
                .contains("does not begin like a Debian package");
        assertThat(refusal(new byte[0])).isNotNull();
    }

    @Test
    void a_package_that_ends_early_is_refused_wherever_it_ends() {
        byte[] whole = DebFixture.ordinary("cut").compressedAs(".xz").bytes();

        for (int length = 0; length < whole.length - 1; length++) {
            assertThat(refusal(Arrays.copyOf(whole, length)))
                    .as("cut at %d", length)
                    .isNotNull();
        }
    }

    @Test
    void a_decompression_bomb_is_refused_before_it_unfolds() {
        byte[] bomb = new DebFixture("bomb")
                .field("Installed-Size: 1")
                .file("./usr/share/zeros", 0644, new byte[80 << 20])
                .bytes();

        assertThat(bomb.length).isLessThan(1 << 20);
        assertThat(refusal(bomb).problem()).contains("far beyond its declared size");
    }

    @Test
    void a_control_file_without_a_version_is_refused() throws IOException {
        byte[] deb = new DebFixture("x").bytes();
        String text = new String(deb, StandardCharsets.ISO_8859_1);
        assertThat(text).doesNotContain("Version");

        assertThat(refusal(new DebFixture("x").field("nonsense").bytes()).problem())
                .contains("line 5")
                .contains("`nonsense`");
    }
}
