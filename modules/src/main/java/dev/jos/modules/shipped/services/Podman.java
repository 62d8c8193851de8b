package dev.jos.modules.shipped.services;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.lines;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.mapOf;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.nonEmptyString;
import static dev.jos.config.Types.settings;
import static dev.jos.config.Types.string;
import static dev.jos.config.Types.submodule;

import dev.jos.config.Data;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.formats.UnitFile;
import dev.jos.modules.shipped.base.Environment;
import dev.jos.modules.shipped.base.Words;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// Podman, and containers as services of systemd: podman-systemd.unit(5), "quadlets".
public final class Podman implements SystemModule {

    static final Option<String> IMAGE = option(
                    "image", nonEmptyString(), "The image, with its registry, as podman-run(1) takes it.")
            .example("docker.io/library/nginx:1");

    static final Option<List<String>> PORTS = option(
                    "ports",
                    list(matching("ports as in `8080:80`", text -> text.matches("[0-9A-Fa-f.:\\[\\]/a-z-]+"))),
                    "Ports of the machine that lead to ports of the container.")
            .defaultsTo(List.of())
            .example("[\"8080:80\"]");

    static final Option<List<String>> VOLUMES = option(
                    "volumes", list(nonEmptyString()), "Directories or volumes, and where they are in the container.")
            .defaultsTo(List.of())
            .example("[\"/srv/www:/usr/share/nginx/html:ro\"]");

    static final Option<SortedMap<String, String>> VARIABLES = option(
                    "environment",
                    mapOf("variable", string())
                            .withKeys("the name of an environment variable", Environment::isVariable),
                    "Environment variables of the container.")
            .defaultsTo(Collections.emptySortedMap());

    static final Option<List<String>> COMMAND = option(
                    "command", list(string()), "The command, word by word, instead of the image's own.")
            .defaultsTo(List.of());

    static final Option<Boolean> AUTO_START =
            option("autoStart", bool(), "Whether it starts with the machine.").defaultsTo(true);

    static final Option<Data.Table> CONTAINER_CONFIG = option(
                    "containerConfig",
                    settings(),
                    "Further settings of the section `[Container]`; a list becomes several lines.")
            .defaultsTo(new Data.Table(Map.of()))
            .example("{ AutoUpdate = registry, ReadOnly = true }");

    static final Option<Data.Table> SERVICE_CONFIG = option(
                    "serviceConfig", settings(), "Further settings of the section `[Service]`.")
            .defaultsTo(new Data.Table(Map.of()))
            .example("{ Restart = always }");

    public static final Option<Boolean> ENABLE = option(
                    "virtualisation.podman.enable", bool(), "Whether to install Podman.")
            .defaultsTo(
                    config -> !config.get(Podman.CONTAINERS).isEmpty()
                            || !config.get(Podman.QUADLETS).isEmpty(),
                    "`true` when there are containers or quadlets");

    public static final Option<SortedMap<String, EvaluatedConfig>> CONTAINERS = option(
                    "virtualisation.podman.containers",
                    mapOf(
                                    "name",
                                    submodule(
                                            IMAGE,
                                            PORTS,
                                            VOLUMES,
                                            VARIABLES,
                                            COMMAND,
                                            AUTO_START,
                                            CONTAINER_CONFIG,
                                            SERVICE_CONFIG))
                            .withKeys("the name of a unit, without a suffix", Words::isUnit),
                    "Containers that run as services; each is a unit `<name>.service`.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ web { image = \"docker.io/library/nginx:1\", ports = [\"8080:80\"] } }")
            .inNixos("virtualisation.oci-containers.containers");

    public static final Option<SortedMap<String, String>> QUADLETS = option(
                    "virtualisation.podman.quadlets",
                    mapOf("file", lines())
                            .withKeys(
                                    "a file name of podman-systemd.unit(5) in double quotes, such as `\"app.network\"`",
                                    name -> name.matches(
                                            "[\\w:@.-]+\\.(container|volume|network|kube|image|build|pod)")),
                    "Further files for Podman's generator of units, as text.")
            .defaultsTo(Collections.emptySortedMap());

    public static final Option<Boolean> DOCKER_COMPAT = option(
                    "virtualisation.podman.dockerCompat", bool(), "Whether `docker` runs Podman.")
            .defaultsTo(false);

    public static final Option<Boolean> AUTO_UPDATE = option(
                    "virtualisation.podman.autoUpdate.enable",
                    bool(),
                    "Whether containers with `AutoUpdate` get newer images every day.")
            .defaultsTo(false);

    @Override
    public List<Option<?>> options() {
        return List.of(ENABLE, CONTAINERS, QUADLETS, DOCKER_COMPAT, AUTO_UPDATE);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (!config.get(ENABLE)) {
            return;
        }
        List.of(
                        "podman",
                        "crun",
                        "containers-storage",
                        "aardvark-dns",
                        "passt",
                        "uidmap",
                        "ca-certificates",
                        "catatonit",
                        "nftables")
                .forEach(system::installPackage);
        if (config.get(DOCKER_COMPAT)) {
            system.installPackage("podman-docker");
        }
        if (config.get(AUTO_UPDATE)) {
            system.enableUnit("podman-auto-update.timer");
        }
        system.healthCheck(HealthCheck.succeeds("podman", "/usr/bin/podman", "info"));
        config.get(CONTAINERS).forEach((name, container) -> {
            system.etcFile("containers/systemd/" + name + ".container", quadlet(name, container));
            if (container.get(AUTO_START)) {
                system.healthCheck(
                        HealthCheck.unitActive("container-" + name.replaceAll("[^\\w.-]", "_"), name + ".service"));
            }
        });
        config.get(QUADLETS).forEach((name, text) -> system.etcFile("containers/systemd/" + name, text + "\n"));
    }

    private static String quadlet(String name, EvaluatedConfig container) {
        var file = new UnitFile()
                .set("Unit", "Description", "Container " + name)
                .set("Container", "Image", container.get(IMAGE).replace("%", "%%"))
                .each("Container", "PublishPort", container.get(PORTS))
                .each("Container", "Volume", container.get(VOLUMES));
        container
                .get(VARIABLES)
                .forEach((key, value) -> file.set("Container", "Environment", UnitFile.word(key + "=" + value)));
        if (!container.get(COMMAND).isEmpty()) {
            file.set(
                    "Container",
                    "Exec",
                    container.get(COMMAND).stream().map(UnitFile::word).toList());
        }
        file.settings("Container", container.get(CONTAINER_CONFIG)).settings("Service", container.get(SERVICE_CONFIG));
        return file.set("Install", "WantedBy", container.get(AUTO_START) ? "multi-user.target" : "")
                .toString();
    }
}
