package dev.jos.system;

import dev.jos.config.ConfigurationFiles;
import dev.jos.host.Sha256;
import dev.jos.modules.Content;
import dev.jos.modules.ContentDirectory;
import dev.jos.modules.ContentFile;
import dev.jos.modules.EtcFile;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.TrustedCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;

/// Names everything a configuration adds up to: equal digests stand for equal systems from equal packages.
final class DefinitionDigest {

    private final MessageDigest digest = Sha256.newDigest();
    private final ConfigurationFiles beside;

    private DefinitionDigest(ConfigurationFiles beside) {
        this.beside = beside;
    }

    /// The digest of `definition` together with the content of all files beside the configuration that it refers to.
    static Sha256 of(SystemDefinition definition, ConfigurationFiles beside) throws IOException {
        var of = new DefinitionDigest(beside);
        of.addAll(definition);
        return Sha256.fromBytes(of.digest.digest());
    }

    private void addAll(SystemDefinition definition) throws IOException {
        add("architecture", definition.architecture());
        add("hostname", definition.hostname());
        add("stateVersion", definition.stateVersion());
        add("loader", definition.loader());
        add("bootMenu", definition.bootMenu());
        add("jos", definition.hasJos());
        add("kernelPackage", definition.kernelPackage().orElse(""));
        add("packageSettings", definition.packageSettings());
        add("rebuilding", definition.rebuilding());
        definition.contents().forEach(this::addEach);
        for (EtcFile file : definition.etcFiles()) {
            add(file.content());
        }
        for (ContentFile file : definition.contentFiles()) {
            add(file.content());
        }
        for (TrustedCertificate certificate : definition.certificates()) {
            add(certificate.pem());
        }
        for (ContentDirectory directory : definition.contentDirectories()) {
            addBeside(directory.directory().path());
        }
    }

    private void addEach(String kind, Map<?, ?> contributions) {
        add(kind, contributions.size());
        contributions.forEach((name, value) -> {
            add(kind, name);
            add(kind, value);
        });
    }

    private void add(String name, Object value) {
        byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
        digest.update((name + " " + text.length + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(text);
    }

    private void add(Content content) throws IOException {
        switch (content) {
            case Content.Text(String text) -> add("text", text);
            case Content.Beside(var reference) -> addBeside(reference.path());
        }
    }

    private void addBeside(String path) throws IOException {
        switch (beside.kind(path)) {
            case DIRECTORY -> {
                add("directory", path);
                for (String name : beside.list(path)) {
                    addBeside(path + "/" + name);
                }
            }
            case FILE -> {
                add(beside.isExecutable(path) ? "program" : "file", path);
                digest.update(Sha256.of(beside.read(path)).bytes());
            }
            case MISSING -> add("missing", path);
        }
    }
}
