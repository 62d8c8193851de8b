package dev.jos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.cli.error.ExitCode;
import dev.jos.cli.testing.SyntheticWorld;
import dev.jos.host.Download;
import dev.jos.host.DownloadFailed;
import dev.jos.host.DownloadFailed.Attempt;
import dev.jos.host.DownloadFailed.Failure;
import dev.jos.host.DownloadFailed.Reason;
import dev.jos.host.Downloader;
import dev.jos.host.testing.FailingFiles;
import dev.jos.packages.archive.testing.SigningKey;
import dev.jos.packages.archive.testing.SyntheticArchive;
import dev.jos.packages.archive.testing.SyntheticPackage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a user sees of bad input, from the command line on: the message, the exit status, and that nothing is left half
/// done.
class BadInputTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Instant LONG_AGO = SyntheticArchive.NOW.minus(Duration.ofDays(30));

    @TempDir
    Path directory;

    private SyntheticMachine machine;

    @BeforeEach
    void aMachine() {
        machine = new SyntheticMachine(directory);
    }

    /// The run failed with this status, and said what the golden file says.
    private void assertFails(String golden, ExitCode status, Transcript run) throws IOException {
        // What stands before are lines of progress, which hold times.
        String text = run.err()
                .substring(Math.max(0, run.err().indexOf("error: ")))
                .replace(directory.toString(), "DIRECTORY")
                .replaceAll("\\b[0-9A-F]{16}\\b", "KEYID")
                .replaceAll("\\b[0-9a-f]{64}\\b", "SHA256")
                // Versions of zlib differ in what they make of the same bytes.
                .replaceAll("instead of \\d+|\\d+ SHA256", "N")
                .replaceAll("damaged: invalid .*", "damaged: …");
        Golden.assertMatches("cli/src/test/resources/golden/bad-input/" + golden + ".txt", text);
        assertThat(run.status()).isEqualTo(status.status());
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).doesNotContain("\tat ", "Exception");
    }

    private void assertBuildFails(String golden, ExitCode status) throws IOException {
        assertFails(golden, status, machine.build());
        machine.assertNothingHalfDone();
    }

    private void assertNoLock() {
        assertThat(machine.lockFile()).doesNotExist();
    }

    // Releases.

    @Test
    void a_release_signed_by_somebody_else_is_refused() throws IOException {
        SigningKey trusted = machine.archive().key();
        machine.archive()
                .signedBy(SigningKey.of("Mallory", SyntheticArchive.NOW.minus(DAY), DAY.multipliedBy(9)))
                .publish();

        assertBuildFails("release-unknown-key", ExitCode.NETWORK);
        assertNoLock();

        machine.archive().signedBy(trusted).publish();
        machine.assertBuilds();
    }

    @Test
    void a_release_changed_after_it_was_signed_is_refused() throws IOException {
        byte[] signed = machine.mirror().content(SyntheticArchive.inRelease()).orElseThrow();
        String changed = new String(signed, StandardCharsets.UTF_8).replace("Origin: Test", "Origin: Evil");
        machine.mirror().put(SyntheticArchive.inRelease(), changed.getBytes(StandardCharsets.UTF_8));

        assertBuildFails("release-bad-signature", ExitCode.NETWORK);
        assertNoLock();

        machine.mirror().put(SyntheticArchive.inRelease(), signed);
        machine.assertBuilds();
    }

    @Test
    void a_page_instead_of_a_release_is_refused() throws IOException {
        machine.mirror()
                .put(SyntheticArchive.inRelease(), "<html>Log in, please</html>".getBytes(StandardCharsets.UTF_8));

        assertBuildFails("release-not-signed", ExitCode.NETWORK);
        assertNoLock();
    }

    @Test
    void an_expired_key_is_refused() throws IOException {
        assertKeyRefused("release-key-expired", SigningKey.of("Old", LONG_AGO, DAY.multipliedBy(20)));
    }

    @Test
    void a_revoked_key_is_refused() throws IOException {
        assertKeyRefused(
                "release-key-revoked", SigningKey.of("Lost", LONG_AGO, YEAR).revoked(LONG_AGO.plus(DAY)));
    }

    @Test
    void a_key_that_is_too_short_is_refused() throws IOException {
        assertKeyRefused("release-weak-key", SigningKey.rsa("Short", LONG_AGO, YEAR, 1024));
    }

    @Test
    void a_digest_that_can_be_forged_is_refused() throws IOException {
        assertKeyRefused(
                "release-weak-digest", SigningKey.of("Careless", LONG_AGO, YEAR).overDigest("SHA1"));
    }

    @Test
    void a_signature_past_its_time_is_refused() throws IOException {
        machine.archive().dated(SyntheticArchive.NOW.minus(DAY.multipliedBy(3)));

        assertKeyRefused(
                "release-signature-expired",
                SigningKey.of("Brief", LONG_AGO, YEAR).signingFor(DAY));
    }

    /// Trusts `key`, which signs the release, and yet does not believe it.
    private void assertKeyRefused(String golden, SigningKey key) throws IOException {
        machine.archive().signedBy(key).publish();

        Transcript run = machine.jos(
                new SyntheticWorld(machine.mirror(), key.trusted()),
                "build",
                machine.configurationFile().toString());

        assertFails(golden, ExitCode.NETWORK, run);
        machine.assertNothingHalfDone();
        assertNoLock();
    }

    @Test
    void a_release_from_the_future_is_refused() throws IOException {
        machine.archive()
                .dated(SyntheticArchive.NOW.plus(DAY.multipliedBy(400)))
                .publish();

        assertBuildFails("release-from-the-future", ExitCode.NETWORK);
        assertNoLock();
    }

    @Test
    void a_release_past_its_time_is_refused() throws IOException {
        machine.archive().validUntil(SyntheticArchive.NOW.minus(DAY)).publish();

        assertBuildFails("release-expired", ExitCode.NETWORK);
        assertNoLock();

        machine.archive().validUntil(SyntheticArchive.NOW.plus(DAY)).publish();
        machine.assertBuilds();
    }

    @Test
    void a_release_older_than_one_seen_before_is_refused() throws IOException {
        machine.assertBuilds();
        byte[] lock = Files.readAllBytes(machine.lockFile());
        machine.archive().dated(SyntheticArchive.NOW.minus(DAY)).publish();

        assertFails("release-rolled-back", ExitCode.NETWORK, machine.update());
        assertThat(machine.lockFile()).hasBinaryContent(lock);
        machine.assertBuilds();
    }

    // Package lists.

    @Test
    void a_package_list_of_garbage_is_refused() throws IOException {
        machine.archive().compressedPackages(garbage(500)).publish();

        assertBuildFails("list-garbage", ExitCode.NETWORK);
        assertNoLock();
    }

    @Test
    void a_package_list_that_ends_early_is_refused() throws IOException {
        byte[] whole = SyntheticArchive.xz(new byte[1 << 16]);
        machine.archive()
                .compressedPackages(Arrays.copyOf(whole, whole.length / 2))
                .publish();

        assertBuildFails("list-truncated", ExitCode.NETWORK);
        assertNoLock();
    }

    @Test
    void a_package_list_that_unpacks_to_more_than_its_release_says_is_refused() throws IOException {
        machine.archive()
                .compressedPackages(
                        SyntheticArchive.xz("Package: a\n".repeat(1 << 20).getBytes(StandardCharsets.UTF_8)))
                .publish();

        assertBuildFails("list-bomb", ExitCode.NETWORK);
        assertNoLock();
    }

    @Test
    void a_package_list_in_no_format_is_refused() throws IOException {
        machine.archive().packages("Package: hello\nthis is no field\n").publish();

        assertBuildFails("list-syntax", ExitCode.NETWORK);
        assertNoLock();
    }

    @Test
    void a_package_list_with_another_hash_is_refused() throws IOException {
        machine.mirror().put(machine.archive().packagesUri(), garbage(500));

        assertBuildFails("list-wrong-hash", ExitCode.NETWORK);
        assertNoLock();

        machine.publish(SyntheticMachine.hello());
        machine.assertBuilds();
    }

    // Packages that are not what the archive says.

    @Test
    void a_package_with_another_hash_is_refused() throws IOException {
        SyntheticPackage hello = SyntheticMachine.hello();
        byte[] bytes = hello.bytes();
        bytes[bytes.length / 2] ^= 1;
        machine.mirror().put(hello.location(), bytes);

        assertBuildFails("package-wrong-hash", ExitCode.NETWORK);

        machine.mirror().put(hello.location(), hello.bytes());
        machine.assertBuilds();
    }

    @Test
    void a_package_that_came_short_is_refused() throws IOException {
        SyntheticPackage hello = SyntheticMachine.hello();
        machine.mirror().put(hello.location(), Arrays.copyOf(hello.bytes(), 300));

        assertBuildFails("package-came-short", ExitCode.NETWORK);

        machine.mirror().put(hello.location(), hello.bytes());
        machine.assertBuilds();
    }

    // Packages that were made like this: their digests are right.

    private void assertPackageIsRefused(String golden, SyntheticPackage bad) throws IOException {
        machine.publish(bad);

        assertBuildFails(golden, ExitCode.NETWORK);

        machine.publish(SyntheticPackage.of("hello", "1.1").file("./usr/bin/hello", "echo hello\n"));
        assertThat(machine.update().status()).isZero();
        machine.assertBuilds();
    }

    private void assertDamageIsRefused(String golden, UnaryOperator<byte[]> damage) throws IOException {
        assertPackageIsRefused(golden, SyntheticMachine.hello().damaged(damage));
    }

    @Test
    void a_package_made_too_short_is_refused() throws IOException {
        assertDamageIsRefused("package-truncated", bytes -> Arrays.copyOf(bytes, bytes.length - 100));
    }

    @Test
    void a_package_of_garbage_is_refused() throws IOException {
        assertDamageIsRefused("package-garbage", bytes -> garbage(bytes.length));
    }

    @Test
    void a_package_whose_data_is_damaged_is_refused() throws IOException {
        assertDamageIsRefused("package-damaged-data", bytes -> {
            System.arraycopy(garbage(60), 0, bytes, bytes.length - 80, 60);
            return bytes;
        });
    }

    @Test
    void a_package_that_unpacks_to_far_more_than_it_says_is_refused() throws IOException {
        assertPackageIsRefused(
                "package-bomb",
                SyntheticMachine.hello().field("Installed-Size: 10").file("./usr/bomb", new byte[80 << 20]));
    }

    @Test
    void a_path_that_climbs_out_of_the_root_is_refused() throws IOException {
        assertPackageIsRefused("path-climbs", SyntheticMachine.hello().file("./usr/../../etc/evil", "evil"));
        assertThat(directory.resolve("etc")).doesNotExist();
    }

    @Test
    void an_absolute_path_is_refused() throws IOException {
        assertPackageIsRefused("path-absolute", SyntheticMachine.hello().file("/etc/evil", "evil"));
        assertThat(Path.of("/etc/evil")).doesNotExist();
    }

    @Test
    void a_link_that_leads_out_of_the_root_is_refused() throws IOException {
        assertPackageIsRefused(
                "link-escapes", SyntheticMachine.hello().symlink("./usr/bin/evil", "../../../etc/shadow"));
    }

    @Test
    void a_file_behind_a_link_of_the_same_package_is_refused() throws IOException {
        assertPackageIsRefused(
                "path-through-link",
                SyntheticMachine.hello().symlink("./usr/evil", "/tmp").file("./usr/evil/file", "evil"));
        assertThat(Path.of("/tmp/file")).doesNotExist();
    }

    @Test
    void a_hard_link_to_a_file_outside_the_package_is_refused() throws IOException {
        assertPackageIsRefused(
                "hard-link-outside",
                SyntheticMachine.hello().member("./usr/bin/evil", '1', 0755, "/etc/shadow", new byte[0]));
    }

    @Test
    void a_device_node_is_refused() throws IOException {
        assertPackageIsRefused(
                "device-node", SyntheticMachine.hello().member("./usr/evil", '3', 0666, "", new byte[0]));
    }

    @Test
    void all_bad_packages_are_told_at_once() throws IOException {
        machine.install("hello", "world")
                .publish(
                        SyntheticMachine.hello().file("/etc/evil", "evil"),
                        SyntheticPackage.of("world", "2").damaged(_ -> garbage(300)));

        assertBuildFails("two-bad-packages", ExitCode.NETWORK);
    }

    // Packages that do not go together, or away.

    @Test
    void two_packages_with_the_same_path_are_named() throws IOException {
        machine.install("hello", "world")
                .publish(
                        SyntheticMachine.hello(),
                        SyntheticPackage.of("world", "2").file("./usr/bin/hello", "echo world\n"));

        assertBuildFails("collision", ExitCode.PACKAGES);

        machine.install("hello");
        machine.assertBuilds();
    }

    @Test
    void a_package_that_does_not_exist_is_named_with_those_near_to_it() throws IOException {
        machine.install("helo");

        assertBuildFails("no-such-package", ExitCode.PACKAGES);
        assertNoLock();

        machine.install("hello");
        machine.assertBuilds();
    }

    @Test
    void packages_that_exclude_each_other_are_explained() throws IOException {
        machine.install("hello", "world")
                .publish(
                        SyntheticMachine.hello(),
                        SyntheticPackage.of("world", "2").field("Depends: greeting"),
                        SyntheticPackage.of("greeting", "3").field("Conflicts: hello (<< 2)"));

        assertBuildFails("unsatisfiable", ExitCode.PACKAGES);
        assertNoLock();

        machine.install("hello");
        machine.assertBuilds();
    }

    @Test
    void a_locked_version_that_is_gone_is_told_with_what_replaced_it() throws IOException {
        machine.assertBuilds();
        byte[] lock = Files.readAllBytes(machine.lockFile());
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        var other = new SyntheticMachine(elsewhere);
        Files.copy(machine.lockFile(), other.lockFile());
        other.mirror().remove(SyntheticMachine.hello().location());
        other.publish(SyntheticPackage.of("hello", "1.1").file("./usr/bin/hello", "echo hello\n"));

        assertFails("version-gone", ExitCode.NETWORK, other.build());
        other.assertNothingHalfDone();
        assertThat(other.lockFile()).hasBinaryContent(lock);

        assertThat(other.update("hello").out()).contains("hello 1.0 → 1.1");
        other.assertBuilds();
    }

    @Test
    void a_package_to_update_that_the_machine_does_not_have_is_named() throws IOException {
        machine.assertBuilds();
        byte[] lock = Files.readAllBytes(machine.lockFile());

        assertFails("not-locked", ExitCode.PACKAGES, machine.update("world"));
        assertThat(machine.lockFile()).hasBinaryContent(lock);
    }

    @Test
    void a_package_to_update_without_a_lock_is_named() throws IOException {
        assertFails("no-lock", ExitCode.PACKAGES, machine.update("hello"));
        assertNoLock();
    }

    // The configuration and its lock.

    @Test
    void an_unknown_option_is_shown_where_it_is_written() throws IOException {
        machine.configure(machine.configurationText() + "services.openssh.prot = 22\n");

        assertBuildFails("unknown-option", ExitCode.CONFIGURATION);
        assertNoLock();
    }

    @Test
    void a_wrong_type_is_shown_where_it_is_written() throws IOException {
        machine.configure(machine.configurationText() + "services.openssh { enable = true, ports = [22, lots] }\n");

        assertBuildFails("wrong-type", ExitCode.CONFIGURATION);
        assertNoLock();
    }

    @Test
    void a_kernel_module_that_does_not_exist_is_named() throws IOException {
        machine.configure(machine.configurationText() + "boot.initrd.modules = [no_such_module]\n");

        assertBuildFails("no-such-module", ExitCode.CONFIGURATION);
    }

    @Test
    void a_damaged_lock_is_shown_where_it_is_damaged() throws IOException {
        machine.assertBuilds();
        String lock = Files.readString(machine.lockFile());
        Files.writeString(machine.lockFile(), lock.replace("hello", "hello hello"));

        assertFails("damaged-lock", ExitCode.CONFIGURATION, machine.build());

        Files.writeString(machine.lockFile(), lock);
        machine.assertBuilds();
    }

    // The machine that jos runs on.

    @Test
    void no_network_is_told_apart_from_a_mirror_without_the_file() throws IOException {
        Downloader down = (wanted, _) -> {
            throw new DownloadFailed(wanted.stream().map(BadInputTest::noRoute).toList());
        };

        Transcript run = machine.jos(
                new SyntheticWorld(down, machine.keys()),
                "build",
                machine.configurationFile().toString());

        assertFails("no-network", ExitCode.NETWORK, run);
        machine.assertNothingHalfDone();
        assertNoLock();
        machine.assertBuilds();
    }

    private static Failure noRoute(Download wanted) {
        return new Failure(
                wanted,
                wanted.sources().stream()
                        .map(source -> new Attempt(source, new Reason.Transport("the name does not resolve")))
                        .toList());
    }

    @Test
    void a_lost_object_is_found_and_fetched_again() throws IOException {
        machine.assertBuilds();
        Path object = objectWith("echo hello\n");
        Files.delete(object);

        assertThat(machine.jos("store", "verify").status()).isEqualTo(ExitCode.DAMAGED.status());
        assertThat(machine.jos("store", "repair").status()).isZero();

        assertThat(object).hasContent("echo hello\n");
        machine.assertBuilds();
    }

    @Test
    void a_damaged_file_of_a_system_is_found_and_made_again() throws IOException {
        machine.assertBuilds();
        Path view = system().resolve("view.erofs");
        Files.writeString(view, "garbage");

        Transcript found = machine.jos("store", "verify");
        assertThat(found.status()).isEqualTo(ExitCode.DAMAGED.status());
        assertThat(found.out())
                .contains("damaged: `" + view + "` has other content than it was built with\n")
                .contains("1 system: 1 damage.");
        Transcript repaired = machine.jos("store", "repair");
        assertThat(repaired.status()).isZero();
        assertThat(repaired.out()).endsWith("Repaired 1 damage.\n");
        machine.assertBuilds();
    }

    @Test
    void a_system_that_lost_its_manifest_is_told_with_the_way_to_get_it_back() throws IOException {
        machine.assertBuilds();
        Path system = system();
        Files.delete(system.resolve("generation.json"));

        Transcript run = machine.jos("store", "repair");

        assertThat(run.status()).isEqualTo(ExitCode.DAMAGED.status());
        assertThat(run.out()).contains("damaged: `" + system + "/generation.json` is missing\n");
        assertThat(run.err()).contains("Delete `" + system + "` and build its configuration again.\n");
        FailingFiles.working().deleteTree(system);
        machine.assertBuilds();
    }

    private Path system() throws IOException {
        try (Stream<Path> systems = Files.list(machine.root().resolve("systems"))) {
            return systems.findFirst().orElseThrow();
        }
    }

    @Test
    void a_lost_object_that_a_build_needs_is_told_with_the_way_to_repair_the_store() throws IOException {
        machine.assertBuilds();
        Files.delete(objectWith("busybox"));
        machine.configure(machine.configurationText() + "boot.initrd.modules = [loop]\n");

        assertFails("lost-object", ExitCode.DAMAGED, machine.build());

        assertThat(machine.jos("store", "repair").status()).isZero();
        machine.assertBuilds();
    }

    @Test
    void lost_trees_are_made_again_by_a_build() throws IOException {
        machine.assertBuilds();
        try (Stream<Path> trees = Files.walk(machine.root().resolve("store/trees"))) {
            for (Path tree : trees.filter(Files::isRegularFile).toList()) {
                Files.delete(tree);
            }
        }
        machine.configure(machine.configurationText() + "system.timezone = Europe/Berlin\n");

        machine.assertBuilds();
    }

    @Test
    void a_package_newer_than_the_lists_on_this_machine_is_found() {
        machine.assertBuilds();
        machine.archive().dated(SyntheticArchive.NOW);
        machine.install("hello", "world")
                .publish(
                        SyntheticMachine.hello(),
                        SyntheticPackage.of("world", "2").file("./usr/bin/world", "w"));

        machine.assertBuilds();
    }

    private Path objectWith(String content) throws IOException {
        try (Stream<Path> objects = Files.walk(machine.root().resolve("store/objects"))) {
            for (Path each : objects.filter(Files::isRegularFile).toList()) {
                if (Arrays.equals(Files.readAllBytes(each), content.getBytes(StandardCharsets.UTF_8))) {
                    return each;
                }
            }
        }
        throw new AssertionError("no object holds " + content);
    }

    private static byte[] garbage(int length) {
        byte[] bytes = new byte[length];
        new Random(42).nextBytes(bytes);
        return bytes;
    }
}
