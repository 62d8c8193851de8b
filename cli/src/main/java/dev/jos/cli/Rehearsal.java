package dev.jos.cli;

import dev.jos.cli.command.Archives;
import dev.jos.cli.terminal.Console;
import dev.jos.config.DiskFiles;
import dev.jos.host.DurableFiles;
import dev.jos.host.LinuxDurableFiles;
import dev.jos.host.LinuxSystemCalls;
import dev.jos.host.Sha256;
import dev.jos.modules.machine.Machine;
import dev.jos.modules.machine.MachineLoader;
import dev.jos.modules.shipped.ShippedModules;
import dev.jos.modules.user.ClassCache;
import dev.jos.modules.user.UserModules;
import dev.jos.packages.Architecture;
import dev.jos.packages.DebianVersion;
import dev.jos.packages.PackageId;
import dev.jos.packages.lock.AccountIds;
import dev.jos.packages.lock.Lock;
import dev.jos.packages.lock.LockFile;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.system.SystemRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Goes through what commands do that must be fast, so that the Java virtual machine can note down which classes that
/// needs.
///
/// `./jos` runs it once after each build to make the AOT cache. It uses neither the network nor anything outside a
/// directory of its own: the machine it builds has no packages, so that building it ends with an error.
public final class Rehearsal {

    private static final String CONFIGURATION = """
            system { hostname = rehearsal, timezone = Europe/Berlin, stateVersion = "1" }
            boot.console = [ttyS0]
            users.users.alice {
              normal = true, uid = 1000, description = "Alice", groups = [sudo]
              hashedPassword = "$6$x$y", authorizedKeys = ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEMFcF2 alice"]
            }
            services.openssh { enable = true, settings.PermitRootLogin = no }
            services.nginx { enable = true, virtualHosts."example.org" { root = /srv/www } }
            networking.interfaces.lan { match.type = ether, dhcp = yes, addresses = [192.168.76.10/24] }
            environment.etc."motd".text = "Welcome to "${system.hostname}
            packages.install = [vim]
            """;

    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException {
        Path root = Files.createTempDirectory("jos-rehearsal-");
        DurableFiles files = new LinuxDurableFiles(new LinuxSystemCalls());
        try {
            Path configuration = Files.writeString(root.resolve("machine.conf"), CONFIGURATION);
            lockNothing(root, files);
            String machine = configuration.toString();
            for (List<String> scene : List.of(
                    List.of("--version"),
                    List.of("--help"),
                    List.of("generations", "list"),
                    List.of("generations", "list", "--json"),
                    List.of("generations", "show"),
                    List.of("check", machine),
                    List.of("build", machine),
                    List.of("store", "stats"),
                    List.of("store", "gc", "--dry-run"),
                    List.of("no-such-command"))) {
                play(scene, root);
            }
        } finally {
            files.deleteTree(root);
        }
    }

    private static void play(List<String> scene, Path root) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Map<String, String> environment = Map.of("JOS_ROOT", root.toString(), "TERM", "xterm");
        new Jos(new Console(nowhere, nowhere, environment, new LinuxSystemCalls()), environment, root).run(scene);
    }

    /// Writes the lock that answers the configuration, but without packages; reads one with packages.
    private static void lockNothing(Path root, DurableFiles files) throws IOException {
        Machine machine = new MachineLoader(ShippedModules.all(), new UserModules(ClassCache.none()))
                .load(DiskFiles.in(root), "machine.conf");
        Sha256 request = SystemRequest.of(machine.definition()).fingerprint(Archives.of(machine.definition()));
        Lock lock = new Lock(Architecture.AMD64, request, List.of(), List.of(), AccountIds.NONE);
        new LockFile(root.resolve("jos.lock")).write(lock, files);
        DebianVersion version = DebianVersion.parse("2:9.1.1230-2+deb13u2");
        LockedPackage vim = new LockedPackage(
                new PackageId("vim", version, "amd64"), "trixie", "vim", version, "pool/v/vim.deb", 1, request);
        Lock full = new Lock(Architecture.AMD64, request, List.of(), List.of(vim), AccountIds.NONE);
        LockFile.parse("jos.lock", LockFile.render(full));
    }
}
