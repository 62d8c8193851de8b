package dev.jos.packages.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jos.host.Sha256;
import dev.jos.host.testing.FailingFiles;
import dev.jos.packages.Architecture;
import dev.jos.packages.DebianVersion;
import dev.jos.packages.PackageId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFileTest {

    private static final Sha256 DIGEST = Sha256.of(new byte[] {1});

    private static LockedPackage locked(String name, String version, String suite) {
        return new LockedPackage(
                new PackageId(name, DebianVersion.parse(version), "amd64"),
                suite,
                name + "-src",
                DebianVersion.parse(version),
                "pool/main/x/" + name + "_" + version + "_amd64.deb",
                4711,
                DIGEST);
    }

    private static Lock lock() {
        return new Lock(
                Architecture.AMD64,
                Sha256.of(new byte[] {2}),
                List.of(
                        new LockedSuite("trixie-security", Instant.parse("2026-01-02T00:00:00Z"), DIGEST),
                        new LockedSuite("trixie", Instant.parse("2026-01-01T00:00:00Z"), DIGEST)),
                List.of(locked("vim", "2:9.1-1", "trixie"), locked("libc6", "2.41-1", "trixie-security")),
                new AccountIds(Map.of("messagebus", 100), Map.of("messagebus", 100, "crontab", 101)));
    }

    private static String text() {
        return new String(LockFile.render(lock()), StandardCharsets.UTF_8);
    }

    private static void assertProblem(String text, String message) {
        assertThatThrownBy(() -> LockFile.parse("jos.lock", text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(LockSyntaxException.class)
                .hasMessageContaining(message);
    }

    @Test
    void a_lock_has_one_line_for_each_thing_sorted() {
        assertThat(text().replace(DIGEST.hex(), "SHA").lines())
                .containsExactly(
                        "jos-lock 1",
                        LockWriter.COMMENT,
                        "architecture amd64",
                        "request " + Sha256.of(new byte[] {2}),
                        "suite trixie 2026-01-01T00:00:00Z SHA",
                        "suite trixie-security 2026-01-02T00:00:00Z SHA",
                        "package libc6 2.41-1 amd64 trixie-security libc6-src 2.41-1 4711 SHA pool/main/x/libc6_2.41-1_amd64.deb",
                        "package vim 2:9.1-1 amd64 trixie vim-src 2:9.1-1 4711 SHA pool/main/x/vim_2:9.1-1_amd64.deb",
                        "user messagebus 100",
                        "group crontab 101",
                        "group messagebus 100");
    }

    @Test
    void what_overrides_packages_has_lines_of_its_own_and_stands_in_for_them() throws LockSyntaxException {
        LockedPackage other = locked("libc6", "2.42-1", "forky");
        Lock lock = lock().withOverrides(new LockedOverrides(DIGEST, List.of(other)));

        byte[] content = LockFile.render(lock);

        assertThat(new String(content, StandardCharsets.UTF_8))
                .contains("package libc6 2.41-1 amd64 trixie-security")
                .contains("overrides " + DIGEST.hex() + "\noverride libc6 2.42-1 amd64 forky libc6-src 2.42-1 4711 ");
        assertThat(LockFile.parse("jos.lock", content)).isEqualTo(lock);
        assertThat(lock.installed()).containsExactly(other, locked("vim", "2:9.1-1", "trixie"));
        assertProblem(
                new String(content, StandardCharsets.UTF_8).replace("overrides " + DIGEST.hex() + "\n", ""),
                "there is no line `overrides`");
    }

    @Test
    void what_a_scope_has_stands_behind_its_name() throws LockSyntaxException {
        SortedMap<String, List<LockedPackage>> scopes = new TreeMap<>();
        scopes.put("vim", List.of(locked("libc6", "2.42-1", "forky")));
        scopes.put("ssh.service", List.of(locked("zlib1g", "1.2", "bookworm"), locked("libc6", "2.42-1", "forky")));
        Lock lock = lock().withScopes(new LockedScopes(DIGEST, scopes));

        byte[] content = LockFile.render(lock);

        String text = new String(content, StandardCharsets.UTF_8);
        assertThat(text.lines().filter(line -> line.startsWith("scope")).map(line -> line.substring(0, 22)))
                .containsExactly(
                        "scopes " + DIGEST.hex().substring(0, 15),
                        "scope ssh.service libc",
                        "scope ssh.service zlib",
                        "scope vim libc6 2.42-1");
        assertThat(LockFile.parse("jos.lock", content)).isEqualTo(lock);
        assertThat(lock.installed()).isEqualTo(lock().installed());
        assertProblem(text.replace("scopes " + DIGEST.hex() + "\n", ""), "there is no line `scopes`");
        assertProblem(text.replace("scope vim libc6", "scope libc6"), "`scope` takes 10 fields, not 9");
        assertProblem(text.replace("scope vim", "scope ../vim"), "`../vim` is no name of a package or unit");
        assertProblem(text.replace("ssh.service zlib1g", "ssh.service libc6"), "the package `libc6` stands twice");
    }

    @Test
    void what_is_written_is_read_back(@TempDir Path directory) throws IOException {
        LockFile file = new LockFile(directory.resolve("jos.lock"));

        assertThat(file.read()).isEmpty();
        assertThat(file.write(lock(), FailingFiles.working())).isTrue();
        assertThat(file.read()).contains(lock());
        assertThat(file.write(lock(), FailingFiles.working())).isFalse();
        assertThat(lock().find("vim")).isPresent();
        assertThat(lock().find("emacs")).isEmpty();
    }

    @Test
    void every_problem_has_its_line() {
        assertProblem("", "jos.lock:1: expected `jos-lock 1`, but the file is empty");
        assertProblem("jos-lock 2\n", "jos.lock:1: the lock has format `jos-lock 2`");
        assertProblem("{}\n", "jos.lock:1: expected `jos-lock 1`, found `{}`");
        assertProblem(
                text().replace("package vim 2:9.1-1", "package vim 2:"), "jos.lock:8: `2:` is not a Debian version");
        assertProblem(text().replace("package vim", "pakage vim"), "jos.lock:8: `pakage` is not a keyword");
        assertProblem(text().replace(" 4711 ", " "), "jos.lock:7: `package` takes 9 fields, not 8");
        assertProblem(text().replace(" 4711 ", "  4711 "), "jos.lock:7: fields are separated by one space");
        assertProblem(text().replace(" 4711 ", " -1 "), "jos.lock:7: `-1` is not a number");
        assertProblem(text().replace("pool/main", "pool/../.."), "jos.lock:7: `pool/../../x/");
        assertProblem(text().replace("package vim", "package libc6"), "jos.lock:8: the package `libc6` stands twice");
        assertProblem(
                text().replace("group crontab 101", "group crontab 100"), "jos.lock:11: the id 100 is given to two");
        assertProblem(
                text().replace("user messagebus 100", "user messagebus 60000"), "jos.lock:9: `60000` is no account id");
        assertProblem(
                text().replace("user mess", "<<<<<<< HEAD\nuser mess"),
                "jos.lock:9: there is a mark of an unresolved merge");
        assertProblem(text().replace("amd64 trixie ", "arm64 trixie "), "jos.lock:8: `vim` is for arm64");
        assertProblem(text().replace(":00Z", "h"), "jos.lock:5: ");
        assertProblem(text().replaceFirst("request .*\n", ""), "there is no line `request`");
        assertProblem(text().stripTrailing(), "jos.lock:11: the last line is cut off");
    }

    @Test
    void mutations_of_a_lock_are_read_or_refused_with_a_line() {
        byte[] whole = LockFile.render(lock());
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] mutated = whole.clone();
            for (int change = random.nextInt(3); change >= 0; change--) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            }
            try {
                LockFile.parse("jos.lock", mutated);
            } catch (LockSyntaxException e) {
                assertThat(e.line()).isBetween(1, 40);
            }
        }
    }

    @Test
    void changes_say_what_moved() {
        List<LockedPackage> before = List.of(
                locked("a", "1", "trixie"),
                locked("b", "2", "trixie"),
                locked("c", "1", "trixie"),
                locked("e", "1", "trixie-updates"));
        List<LockedPackage> now = List.of(
                locked("a", "1", "trixie"),
                locked("b", "1", "trixie"),
                locked("c", "2", "trixie"),
                locked("d", "1", "trixie"),
                locked("e", "1", "trixie"));

        assertThat(LockChange.between(before, now))
                .containsExactly(
                        new LockChange.Downgraded(before.get(1), now.get(1)),
                        new LockChange.Upgraded(before.get(2), now.get(2)),
                        new LockChange.Added(now.get(3)),
                        new LockChange.Moved(before.get(3), now.get(4)));
        assertThat(LockChange.between(now, before)).hasSize(4).anyMatch(LockChange.Removed.class::isInstance);
    }
}
