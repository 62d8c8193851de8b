package dev.jos.packages.deb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.host.Sha256;
import dev.jos.packages.deb.xz.DecodingHelpers;
import dev.jos.store.ObjectId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Damaged packages end in an exception that says so, never in another one, an endless loop or exhausted memory.
class DebFuzzTest {

    private static final int ROUNDS = 3000;

    @ParameterizedTest
    @ValueSource(strings = {"", ".gz", ".xz", ".zst"})
    void a_damaged_package_is_read_or_refused(String compression) {
        byte[] whole = DebFixture.ordinary("fuzz").compressedAs(compression).bytes();
        Random random = new Random(20260101);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] damaged = damage(whole, random);
            try {
                read(damaged);
            } catch (MalformedDebException expected) {
                refused++;
            } catch (IOException | RuntimeException unexpected) {
                throw new AssertionError("round " + round, unexpected);
            }
        }
        assertThat(refused).isGreaterThan(ROUNDS / 20);
    }

    private static byte[] damage(byte[] whole, Random random) {
        byte[] damaged = whole.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(4)) {
                case 0 -> damaged[at] = (byte) random.nextInt(256);
                case 1 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> damaged[at] = (byte) "0179/.L".charAt(random.nextInt(7));
                default -> {
                    int from = random.nextInt(damaged.length);
                    int length = Math.min(random.nextInt(64), damaged.length - Math.max(at, from));
                    System.arraycopy(whole, from, damaged, at, length);
                }
            }
        }
        return damaged;
    }

    private static void read(byte[] deb) throws IOException {
        TreeAssembly assembly = new TreeAssembly();
        new DebReader("fuzz.deb", DecodingHelpers.NONE).read(new ByteArrayInputStream(deb), new DebReader.Visitor() {
            @Override
            public void control(DebControl control, ControlArchive archive) throws IOException {
                control.conffiles(false);
            }

            @Override
            public void member(TarMember member, InputStream content) throws IOException {
                switch (member.type()) {
                    case DIRECTORY -> assembly.directory(member);
                    case SYMLINK -> assembly.symlink(member);
                    case HARDLINK -> assembly.hardLink(member);
                    case FILE ->
                        assembly.file(
                                member, new ObjectId(Sha256.of(content.readAllBytes()), (member.mode() & 0111) != 0));
                }
            }
        });
    }
}
