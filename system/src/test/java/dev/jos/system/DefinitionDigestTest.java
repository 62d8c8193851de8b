package dev.jos.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.config.ContentReference;
import dev.jos.config.testing.InMemoryFiles;
import dev.jos.host.Sha256;
import dev.jos.modules.BootMenuSettings;
import dev.jos.modules.Content;
import dev.jos.modules.ContentDirectory;
import dev.jos.modules.ContentFile;
import dev.jos.modules.DefinedSystem;
import dev.jos.modules.FileSystem;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.InitrdFeature;
import dev.jos.modules.KeyboardLayout;
import dev.jos.modules.LuksDevice;
import dev.jos.modules.Microcode;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemdDaemon;
import dev.jos.modules.units.Unit;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class DefinitionDigestTest {

    @Test
    void every_answer_that_is_no_collection_has_been_thought_of() {
        assertThat(Arrays.stream(DefinedSystem.class.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()) && method.getParameterCount() == 0)
                        .filter(method -> !Collection.class.isAssignableFrom(method.getReturnType()))
                        .filter(method -> !Map.class.isAssignableFrom(method.getReturnType()))
                        .map(Method::getName))
                .as("what is new here has to be added to DefinitionDigest first; collections take part by themselves")
                .containsExactlyInAnyOrder(
                        "architecture",
                        "hostname",
                        "stateVersion",
                        "packageSettings",
                        "rebuilding",
                        "loader",
                        "bootMenu",
                        "hasJos",
                        "kernelPackage",
                        "keyboard",
                        "consoleFont");
    }

    @Test
    void each_change_gives_another_digest() throws IOException {
        List<Consumer<SystemDefinition>> changes = List.of(
                definition -> {},
                definition -> definition.hostname("atlas"),
                SystemDefinition::withJos,
                definition -> definition.bootMenu(new BootMenuSettings("/efi", 0, 1, false)),
                definition -> definition.etcFile("motd", "hello"),
                definition -> definition.etcFile("motd", "hello", 0600),
                definition -> definition.enableUnit("a.service"),
                definition -> definition.disableUnit("a.service"),
                definition -> definition.kernelParameter("quiet"),
                SystemDefinition::withoutKernel,
                definition -> definition.locale("de_DE.UTF-8"),
                definition -> definition.keyboard(new KeyboardLayout("pc105", "de", "", List.of())),
                definition -> definition.consoleFont("Lat15-Terminus16"),
                definition -> definition.initrdFeature(InitrdFeature.LVM),
                definition -> definition.luksDevice(new LuksDevice("a", "/dev/b", Optional.empty(), List.of())),
                definition -> definition.microcode(new Microcode(Microcode.Vendor.AMD, new TreeSet<>())),
                definition -> definition.fileSystem(new FileSystem("a", "/", "ext4", List.of(), true, 1)),
                definition -> definition.environment("A", "B"),
                definition -> definition.environment("A", "C"),
                definition -> definition.openTcpPort(1),
                definition -> definition.openUdpPort(1),
                definition -> definition.unit(Unit.target("a")),
                definition -> definition.userUnit(Unit.target("a")),
                definition -> definition.trustCertificate("a", Content.text("one")),
                definition -> definition.trustCertificate("a", Content.text("two")),
                definition -> definition.systemdSetting(SystemdDaemon.LOGIND, "A", "b"),
                definition -> definition.systemdSetting(SystemdDaemon.SLEEP, "A", "b"),
                definition -> definition.healthCheck(HealthCheck.tcpAnswers("a", 1)),
                definition -> definition.healthCheck(HealthCheck.tcpAnswers("a", 2)));

        assertThat(changes.stream().map(DefinitionDigestTest::digest)).doesNotHaveDuplicates();
    }

    @Test
    void what_lies_beside_the_configuration_takes_part() throws IOException {
        var definition = new SystemDefinition();
        definition.contentFile(
                new ContentFile("usr/share/a", new Content.Beside(new ContentReference("a", false)), 0644));
        definition.contentDirectory(new ContentDirectory("usr/share/www", new ContentReference("www", true)));
        InMemoryFiles beside = new InMemoryFiles().with("a", "one").with("www/index.html", "one");

        Sha256 before = DefinitionDigest.of(definition, beside);
        Sha256 file = DefinitionDigest.of(definition, beside.with("a", "two"));
        Sha256 inDirectory = DefinitionDigest.of(definition, beside.with("www/index.html", "two"));
        Sha256 more = DefinitionDigest.of(definition, beside.with("www/more.html", ""));

        assertThat(List.of(before, file, inDirectory, more)).doesNotHaveDuplicates();
    }

    private static Sha256 digest(Consumer<SystemDefinition> change) {
        var definition = new SystemDefinition();
        change.accept(definition);
        try {
            return DefinitionDigest.of(definition, new InMemoryFiles());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
