package dev.jos.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.terminal.Amounts;
import dev.jos.iso.container.ContainerImages;
import dev.jos.iso.container.ContainerSettings;
import dev.jos.iso.container.ImageName;
import dev.jos.iso.container.OciImage;
import dev.jos.modules.SystemDefinition;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.lock.Lock;
import dev.jos.store.StoreHold;
import dev.jos.system.PackageReference;
import dev.jos.system.SystemBuild;
import dev.jos.system.SystemGeneration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/// `jos image`
final class Image implements CliCommand {

    @Override
    public CommandSpec spec() {
        return Syntax.command("image", "Make an image of the system that a configuration describes.")
                .description(
                        "The image is that of a container: the packages, files, accounts and services of the machine, started"
                                + " by systemd, on the kernel of its host. What needs a kernel of its own is left out, as"
                                + " the option `boot.container` says; the configuration need not set it. The same"
                                + " configuration and lock give the same image, byte for byte. It is made without root and"
                                + " without other programs.",
                        "The format oci is for `docker load`, Podman and registries; images have layers in common. The format"
                                + " tar is the root file system alone, for systemd-nspawn, LXC and `docker import`.")
                .optionalArgument(MachinePath.LABEL, MachinePath.DESCRIPTION)
                .option(ImageOptions.FORMAT, "FORMAT", "oci or tar.")
                .option("-o", ImageOptions.OUTPUT, "FILE", "The file to write; one that is there is replaced.")
                .option(
                        ImageOptions.NAME,
                        "NAME[:TAG]",
                        "What engines call an image of the format oci (default: the host name, `latest`).")
                .example(
                        "jos image web.conf --format oci -o web.tar && docker load -i web.tar",
                        "Give Docker an image of a machine; `docker run -d --privileged web` starts it.")
                .example("jos image web.conf --format tar -o root.tar", "Write the root file system.")
                .withJson();
    }

    @Override
    public int run(Invocation invocation) throws IOException, CommandProblem {
        ImageOptions options = ImageOptions.of(invocation);
        MachineFile machine = MachineFile.load(invocation, MachinePath.only(invocation));
        Session session = invocation.session();
        MachineFile container = machine.asContainer(session);
        Libraries libraries = new Libraries(session, Archives.of(machine.definition()));
        Lock lock =
                MachineLock.keep(machine, libraries, session, SourceUse.BUILD).lock();
        // The system is no generation of the machine: only this keeps it from being collected.
        try (StoreHold _ = libraries.store().hold(session.progress())) {
            SystemBuild build = MachineBuild.build(container, libraries, lock, session);
            Build.printRemarks(build.remarks(), invocation.console());
            ContainerImages images = libraries.containerImages();
            switch (options.format()) {
                case OCI -> {
                    List<ImportedPackage> packages = packages(build.system(), lock, libraries, session);
                    OciImage image = images.image(build.system(), packages, settings(options, container.definition()));
                    session.files().write(options.output(), image::write);
                    report(invocation, options, build.system(), Optional.of(image));
                }
                case TAR -> {
                    session.files().write(options.output(), out -> images.writeRoot(build.system(), out));
                    report(invocation, options, build.system(), Optional.empty());
                }
            }
        }
        return 0;
    }

    private static ContainerSettings settings(ImageOptions options, SystemDefinition definition) {
        ImageName name = options.name().orElseGet(() -> ImageName.ofHost(definition.hostname()));
        return ContainerSettings.of(name).withPorts(definition.tcpPorts(), definition.udpPorts());
    }

    /// The packages of the system, which the build left in the store.
    private static List<ImportedPackage> packages(
            SystemGeneration system, Lock lock, Libraries libraries, Session session) throws IOException {
        Set<String> names = system.manifest().packages().stream()
                .map(PackageReference::name)
                .collect(Collectors.toSet());
        return libraries
                .importer()
                .importAll(
                        lock.installed().stream()
                                .filter(each -> names.contains(each.name()))
                                .toList(),
                        session.progress());
    }

    private static void report(
            Invocation invocation, ImageOptions options, SystemGeneration system, Optional<OciImage> image)
            throws IOException {
        Path output = options.output();
        if (!invocation.json()) {
            String what = image.map(oci -> "the image `" + oci.name() + "` in "
                            + Amounts.count(oci.layers().size(), "layer"))
                    .orElse("the root file system of `" + system.manifest().hostName() + "`");
            invocation
                    .console()
                    .print("Wrote " + output + ": " + what + ", " + Amounts.bytes(Files.size(output)) + ".");
            return;
        }
        JsonObject json = new JsonObject();
        json.addProperty("format", options.format().word());
        json.addProperty("path", output.toString());
        json.addProperty("bytes", Files.size(output));
        json.addProperty("system", system.id().toString());
        image.ifPresent(oci -> {
            json.addProperty("name", oci.name().toString());
            json.addProperty("digest", oci.digest());
            JsonArray layers = new JsonArray();
            oci.layers().forEach(layers::add);
            json.add("layers", layers);
        });
        invocation.console().print(json);
    }
}
