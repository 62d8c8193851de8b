package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.packages.archive.testing.SyntheticPackage;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.store.Entry;
import dev.jos.store.RegularFile;
import dev.jos.system.SystemGeneration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Two builds of one library side by side in one machine, and each program has the one it is to have.
@MachineTest(
        config = "vm-tests/src/test/machines/scoped/machine.conf",
        with = "packages.scope.curl.override.libssl3t64.deb = ../libssl3t64.deb")
class ScopedMachineTest {

    private static final String STOCK = "/usr/lib/x86_64-linux-gnu/";
    private static final String SCOPES = "/usr/lib/jos/scopes/";

    /// The archive has one build of OpenSSL; this is another, which calls itself something else.
    @BeforeAll
    static void makeAnotherOpenssl() throws IOException {
        TestBench bench = TestBench.open();
        SystemGeneration stock =
                bench.build(bench.copyOf("vm-tests/src/test/machines/scoped/machine.conf", "unscoped"));
        ImportedPackage libssl = bench.imported(stock, "libssl3t64");
        SyntheticPackage other = SyntheticPackage.of(
                        "libssl3t64", libssl.locked().version().text() + "+other")
                .field("Source: openssl (%s)".formatted(libssl.locked().sourceVersion()))
                .field("Depends: " + libssl.control().field("Depends").orElseThrow());
        for (Entry each : bench.store().tree(libssl.tree()).entries()) {
            if (each.node() instanceof RegularFile file) {
                try (InputStream content = bench.store().open(file.content())) {
                    other.file("./" + each.path(), renamed(content.readAllBytes()));
                }
            }
        }
        bench.fileForConfigurations("libssl3t64.deb", other.bytes());
    }

    private static byte[] renamed(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        return text.replace("OpenSSL 3.", "OpenSSL Q.").getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void it_boots_with_no_failed_unit_and_is_healthy(Machine machine) {
        machine.waitForUnit("multi-user.target");

        assertThat(machine.succeed("systemctl list-units --failed --plain --no-legend"))
                .isEmpty();
        machine.checkHealth();
    }

    @Test
    void the_programs_of_a_package_and_all_others_have_different_libraries_at_the_same_time(Machine machine) {
        machine.waitForUnit("ssh.service");
        machine.succeed("mkfifo /tmp/never");
        machine.succeed("systemd-run --unit=waiting curl --silent file:///tmp/never");
        String curl = maps(machine, "waiting");
        String sshd = maps(machine, "ssh");

        assertThat(curl)
                .contains(
                        SCOPES + "curl/libssl.so.3",
                        SCOPES + "curl/libcrypto.so.3",
                        SCOPES + "curl/libz.so.1",
                        "libcurl.so.4")
                .doesNotContain(STOCK + "libssl", STOCK + "libcrypto", STOCK + "libz.");
        assertThat(sshd).contains(STOCK + "libcrypto.so.3").doesNotContain(SCOPES);
        machine.succeed("systemctl stop waiting");
    }

    private static String maps(Machine machine, String unit) {
        return machine.succeed("cat /proc/$(systemctl show --property=MainPID --value " + unit + ")/maps");
    }

    @Test
    void both_builds_of_openssl_talk_to_each_other(Machine machine) {
        machine.succeed("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost"
                + " -keyout /tmp/key.pem -out /tmp/cert.pem");
        machine.succeed("systemd-run --unit=server openssl s_server -accept 4433 -www"
                + " -key /tmp/key.pem -cert /tmp/cert.pem");
        String page = machine.succeed("curl --silent --retry 20 --retry-connrefused --retry-delay 1"
                + " --cacert /tmp/cert.pem https://localhost:4433/");

        assertThat(page).contains("TLSv1.3");
        assertThat(machine.succeed("openssl version")).startsWith("OpenSSL 3.");
        assertThat(machine.succeed("grep --count 'OpenSSL Q' /usr/lib/jos/scopes/curl/libcrypto.so.3"))
                .isNotEqualTo("0");
        machine.fail("grep --quiet 'OpenSSL Q' " + STOCK + "libcrypto.so.3");
        assertThat(machine.succeed("curl --version")).contains("zlib/1.2.13");
    }

    @Test
    void a_plugin_that_is_loaded_later_has_the_library_too(Machine machine) {
        assertThat(machine.succeed("python3 -c 'import lzma; print(open(\"/proc/self/maps\").read())'"))
                .contains(SCOPES + "python3.13-minimal/liblzma.so.5")
                .doesNotContain(STOCK + "liblzma");
        assertThat(machine.succeed("python3 -c 'import zlib; print(open(\"/proc/self/maps\").read())'"))
                .contains(STOCK + "libz.so.1");
    }

    @Test
    void a_program_that_runs_with_the_rights_of_root_is_bound_too(Machine machine) {
        assertThat(machine.succeed(
                        "su alice -s /bin/sh -c 'sudo -n sh -c \"cat /proc/\\$PPID/comm /proc/\\$PPID/maps\"'"))
                .startsWith("sudo\n")
                .contains(SCOPES + "sudo/libz.so.1")
                .doesNotContain(STOCK + "libz.");
    }

    @Test
    void a_service_has_the_library_in_the_place_of_the_stock_one_and_nobody_else_has(Machine machine) {
        machine.waitForUnit("ssh.service");
        String process = "/proc/$(systemctl show --property=MainPID --value ssh)";
        String own = machine.succeed("stat -c %i " + SCOPES + "ssh.service/libz.so.1")
                .strip();
        String stock = machine.succeed("stat -Lc %i " + STOCK + "libz.so.1").strip();

        assertThat(own).isNotEqualTo(stock);
        assertThat(machine.succeed("grep libz.so " + process + "/maps")).contains(" " + own + " ");
        assertThat(machine.succeed("stat -Lc %i " + process + "/root" + STOCK + "libz.so.1"))
                .startsWith(own);
        assertThat(machine.succeed("python3 -c 'import zlib; print(open(\"/proc/self/maps\").read())'"))
                .contains(" " + stock + " ");
    }
}
