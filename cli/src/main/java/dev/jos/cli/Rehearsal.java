package dev.jos.cli;

import dev.jos.activator.Generation;
import dev.jos.activator.Generations;
import dev.jos.activator.live.ServiceManager;
import dev.jos.activator.switching.Intent;
import dev.jos.activator.switching.IntentJournal;
import dev.jos.activator.switching.MachineLayout;
import dev.jos.activator.testing.ScriptedServiceManager;
import dev.jos.cli.command.Outside;
import dev.jos.cli.command.ThisMachine;
import dev.jos.cli.error.ExitCode;
import dev.jos.cli.terminal.Console;
import dev.jos.cli.testing.LittleSystem;
import dev.jos.cli.testing.SyntheticWorld;
import dev.jos.config.DiskFiles;
import dev.jos.host.Downloader;
import dev.jos.host.DurableFiles;
import dev.jos.host.JosRoot;
import dev.jos.host.LinuxDurableFiles;
import dev.jos.host.LinuxSystemCalls;
import dev.jos.host.ProcessRunner;
import dev.jos.host.Sha256;
import dev.jos.host.testing.InMemoryMirror;
import dev.jos.host.testing.RecordingMounts;
import dev.jos.host.testing.ScriptedProcesses;
import dev.jos.interfaces.testing.SyntheticElf;
import dev.jos.modules.machine.Machine;
import dev.jos.modules.machine.MachineLoader;
import dev.jos.modules.shipped.ShippedModules;
import dev.jos.modules.user.ClassCache;
import dev.jos.modules.user.UserModules;
import dev.jos.packages.archive.Archive;
import dev.jos.packages.archive.ArchiveSettings;
import dev.jos.packages.archive.testing.SyntheticArchive;
import dev.jos.packages.archive.testing.SyntheticPackage;
import dev.jos.system.SystemId;
import dev.jos.system.SystemRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Goes through what commands do that must be fast, so that the Java virtual machine can note down which classes that
/// needs.
///
/// `./jos` runs it after each build to make the AOT caches. It uses neither the network nor anything outside one
/// directory: the machine it builds is made of synthetic packages.
public final class Rehearsal {

    private static final String CONFIGURATION = """
            system { hostname = rehearsal, timezone = Europe/Berlin, stateVersion = "1" }
            boot.console = [ttyS0]
            users.users.alice {
              normal = true, uid = 1000, description = "Alice", groups = [sudo]
              hashedPassword = "$6$josexample$blIK3Q1eA2enFJOhveBJhp3GaxGKzK6ZNRB2zuduepPRof3QfudmAC9mL38PfAlj5pRmbHbZSGsfkQQ/yjT1X."
              authorizedKeys = ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEMFcF2+wdTm/3/72I6j5TjdRUYWFgpLciffMg4sPJm+ alice"]
            }
            services.openssh { enable = true, settings.PermitRootLogin = no }
            services.nginx { enable = true, virtualHosts."example.org" { root = /srv/www } }
            networking.interfaces.lan { match.type = ether, dhcp = yes, addresses = [192.168.76.10/24] }
            environment.etc."motd".text = "Welcome to "${system.hostname}
            desktop.xfce.enable = true
            packages { install = [%2$s], suites = [trixie], components = [main], mirror = "%1$s", securityMirror = "%1$s" }
            """.formatted(SyntheticArchive.ROOT, installed());

    /// Added to the configuration, takes an older library than the newest for a program.
    private static final String OVERRIDE = """
            packages.install = [program]
            packages.override.libpart1.version = "1"
            """;

    private static final String WRONG = """
            system { hostnam = rehearsal, stateVersion = [] }
            services.openssh { ports = [70000], enable = ${services.openshs.enable} }
            default.services.openssh.enable = maybe
            let.password = rehearsal
            """;

    private static final int CROWD = 100;
    private static final int FILES = 100;

    private final Path root;
    private final Path prepared;
    private final Path configuration;
    private final DurableFiles files = new LinuxDurableFiles(new LinuxSystemCalls());

    private static String installed() {
        return IntStream.range(0, CROWD).mapToObj(i -> "member" + i).collect(Collectors.joining(", ", "vim, ", ""));
    }

    private Rehearsal(Path directory) {
        this.root = directory.resolve("root");
        this.prepared = directory.resolve("prepared");
        this.configuration = directory.resolve("machine.conf");
    }

    /// Plays one part of the rehearsal.
    ///
    /// @param arguments `prepare`, then `lean`, for the shortest commands, or `full`; and a directory, always
    ///     the same
    public static void main(String[] arguments) throws IOException {
        Rehearsal rehearsal = new Rehearsal(Path.of(arguments[1]));
        switch (arguments[0]) {
            case "prepare" -> rehearsal.prepare();
            case "lean" -> rehearsal.lean();
            case "full" -> rehearsal.full();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /// Downloads what the machine is made of, in a process of its own: the classes that check signatures come in signed
    /// jars, which no cache holds, and classes that know them would bring them along at each start.
    private void prepare() throws IOException {
        Files.writeString(configuration, CONFIGURATION);
        Outside world = world();
        play(prepared, world, "build", configuration.toString());
        Files.writeString(configuration, CONFIGURATION + OVERRIDE);
        play(prepared, world, "build", configuration.toString());
        Files.writeString(configuration, CONFIGURATION);
    }

    private void lean() throws IOException {
        SystemId system = new SystemId(Sha256.of(new byte[0]));
        new Generations(new JosRoot(prepared), "lean", files).register(system, Instant.now(), "machine.conf");
        Main.main(new String[] {"--version"});
        Main.main(new String[] {"--root", prepared.toString(), "generations", "list"});
        Main.main(new String[] {"--root", prepared.toString(), "generations", "list", "--json"});
    }

    private void full() throws IOException {
        files.createDirectories(root);
        files.rename(prepared.resolve("cache"), root.resolve("cache"));
        String machine = configuration.toString();
        Main.main(new String[] {"--root", root.toString(), "build", machine});
        build(machine);
        Files.writeString(configuration, CONFIGURATION.replace("Welcome", "Greetings"));
        build(machine);
        Files.writeString(configuration, CONFIGURATION.replace("[vim,", "[vim, less,"));
        build(machine);
        Files.writeString(configuration, CONFIGURATION + OVERRIDE);
        play(root, Outside.WORLD, "build", machine, "--dry-run");
        build(machine);
        Files.writeString(configuration, CONFIGURATION);
        build(machine);
        switchOver();
        discover(machine);
        play(root, Outside.WORLD, "store", "verify");
        play(root, Outside.WORLD, "store", "gc");
        play(root, Outside.WORLD, "store", "stats");
        play(root, Outside.WORLD, "generations", "show");
        play(root, Outside.WORLD, "--help");
    }

    /// From the first system to the last and back, on a machine where nothing happens.
    private void switchOver() throws IOException {
        List<Generation> systems = new Generations(new JosRoot(root), "rehearsal", files).list();
        Path top = root.resolve("machine");
        for (String each : List.of("usr", "etc", "run/jos/booted/usr", "var/lib/jos/etc/upper")) {
            files.createDirectories(top.resolve(each));
        }
        SystemId from = systems.getFirst().system();
        SystemId to = systems.getLast().system();
        for (String link : List.of("system", "booted-system")) {
            files.replaceLink(top.resolve("run/jos").resolve(link), Path.of("/jos/systems/" + from));
        }
        ProcessRunner processes = new ScriptedProcesses().on("systemd-tmpfiles", "");
        ServiceManager manager = new ScriptedServiceManager().active("ssh.service", "dbus.service", "sockets.target");
        Outside here = new Elsewhere(new ThisMachine(top, manager, new RecordingMounts(top), processes));
        play(root, here, "switch", "--dry-run", "--system", to.toString());
        play(root, here, "switch", "--dry-run", "--system", to.toString(), "--json");
        var layout = new MachineLayout(top, new JosRoot(root));
        new Generations(new JosRoot(root), "system", files).register(to, Instant.EPOCH, "machine.conf");
        var intent = new Intent(from, to, "system", 1, "boot", Intent.Phase.PREPARED, Optional.empty(), true, Map.of());
        new IntentJournal(layout, files).write(intent);
        play(root, here, "activate");
    }

    /// The world as it is, around another machine.
    private record Elsewhere(ThisMachine machine) implements Outside {
        @Override
        public Downloader downloader(DurableFiles files) {
            return Outside.WORLD.downloader(files);
        }

        @Override
        public Archive archive(ArchiveSettings settings, JosRoot root, DurableFiles files) {
            return Outside.WORLD.archive(settings, root, files);
        }
    }

    /// What is asked of a configuration, in text and as JSON, right and wrong.
    private void discover(String machine) throws IOException {
        String wrong = Files.writeString(configuration.resolveSibling("wrong.conf"), WRONG)
                .toString();
        play(root, Outside.WORLD, "check", machine);
        play(root, Outside.WORLD, "check", machine, "--json");
        play(root, Outside.WORLD, ExitCode.CONFIGURATION, "check", wrong);
        play(root, Outside.WORLD, "eval", machine);
        play(root, Outside.WORLD, "eval", machine, "services.openssh", "--json");
        play(root, Outside.WORLD, "why", machine, "services.openssh.enable");
        play(root, Outside.WORLD, "why", machine, "services", "--json");
        play(root, Outside.WORLD, "why", machine);
        play(root, Outside.WORLD, "options", "services.openssh.ports");
        play(root, Outside.WORLD, "options", "firewall", "port");
        play(root, Outside.WORLD, "options", "services.nginx", "--json");
        play(root, Outside.WORLD, "config", "diff", machine, machine);
        play(root, Outside.WORLD, ExitCode.FAILURE, "fmt", "--check", machine);
        play(root, Outside.WORLD, "fmt", machine);
        Path image = root.resolve("image.tar");
        play(root, Outside.WORLD, "image", machine, "--format", "oci", "-o", image.toString());
    }

    private void build(String machine) {
        play(root, Outside.WORLD, "build", machine);
    }

    private static void play(Path root, Outside world, String... scene) {
        play(root, world, ExitCode.OK, scene);
    }

    private static void play(Path root, Outside world, ExitCode expected, String... scene) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Map<String, String> environment = Map.of("JOS_ROOT", root.toString(), "TERM", "xterm");
        Console console = new Console(nowhere, nowhere, environment, new LinuxSystemCalls());
        int status = new Jos(console, environment, root, world).run(List.of(scene));
        if (status != expected.status()) {
            throw new IllegalStateException(String.join(" ", scene) + " ended with status " + status);
        }
    }

    private static SyntheticPackage library(String version) {
        byte[] library = SyntheticElf.x86()
                .soname("libpart.so.1")
                .exports("part", "PART_1", 0)
                .bytes();
        return SyntheticPackage.of("libpart1", version)
                .field("Source: part")
                .file("./usr/lib/x86_64-linux-gnu/libpart.so.1", library);
    }

    /// One of many packages, each with a program and as many files as packages have, so that what takes time on real
    /// machines does so here, too.
    private static SyntheticPackage member(int number) {
        SyntheticPackage member = program("member" + number);
        for (int i = 0; i < FILES; i++) {
            member.file("./usr/share/member" + number % 7 + "/" + number + "/part" + i, "part " + i);
        }
        return member;
    }

    private static SyntheticPackage program(String name) {
        byte[] program = SyntheticElf.x86()
                .interpreter("/lib64/ld-linux-x86-64.so.2")
                .needs("libpart.so.1")
                .imports("part", "PART_1", "libpart.so.1")
                .bytes();
        return SyntheticPackage.of(name, "1").field("Depends: libpart1 (>= 1)").file("./usr/bin/" + name, program);
    }

    /// An archive that has every package the machine asks for, most of them empty.
    private Outside world() throws IOException {
        Machine machine = new MachineLoader(ShippedModules.all(), new UserModules(ClassCache.none()))
                .load(DiskFiles.in(configuration.resolveSibling("")), "machine.conf");
        List<SyntheticPackage> packages = new ArrayList<>(LittleSystem.packages());
        // Any ELF file will do, and this one is there wherever Java is.
        byte[] library = Files.readAllBytes(Path.of(System.getProperty("java.home"), "lib", "libzip.so"));
        packages.add(SyntheticPackage.of("vim", "1").file("./usr/lib/libzip.so", library));
        packages.addAll(List.of(library("1"), library("2"), program("program")));
        for (int i = 0; i < CROWD; i++) {
            packages.add(member(i));
        }
        Set<String> names = packages.stream().map(SyntheticPackage::name).collect(Collectors.toSet());
        for (String each : SystemRequest.of(machine.definition()).install()) {
            if (names.add(each)) {
                packages.add(SyntheticPackage.of(each, "1").file("./usr/share/doc/" + each + "/copyright", each));
            }
        }
        InMemoryMirror mirror = new InMemoryMirror();
        SyntheticArchive archive = new SyntheticArchive(mirror);
        archive.packages(packages).publish();
        return new SyntheticWorld(mirror, archive.key().trusted());
    }
}
