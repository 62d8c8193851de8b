package dev.jos.activator.switching;

import dev.jos.host.JosRoot;
import dev.jos.system.SystemGeneration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where things are on a running machine, below its root directory; what the initrd has set up, and what a switch adds.
public final class MachineLayout {

    private final Path top;
    private final JosRoot root;

    /// @param top `/`, or the directory that stands for it
    /// @param root where the store of the machine is
    public MachineLayout(Path top, JosRoot root) {
        this.top = top;
        this.root = root;
    }

    /// `/`, or what stands for it.
    public Path top() {
        return top;
    }

    Path usr() {
        return top.resolve("usr");
    }

    Path etc() {
        return top.resolve("etc");
    }

    /// Where changes to `/etc` go.
    Path etcUpper() {
        return top.resolve("var/lib/jos/etc/upper");
    }

    /// Where the machine's own version of a path in `/etc` lies, `etc/motd`, if it was changed.
    public Path localEdit(String path) {
        return etcUpper().resolve(path.substring("etc/".length()));
    }

    /// Scratch space of the overlay at `/etc`.
    Path etcWork() {
        return top.resolve("var/lib/jos/etc/work");
    }

    /// What is of one boot.
    Path run() {
        return top.resolve("run/jos");
    }

    /// The link to the directory of the system that runs.
    Path running() {
        return run().resolve("system");
    }

    /// The link to the directory of the system that was booted.
    Path bootedSystem() {
        return run().resolve("booted-system");
    }

    /// The whole view of the booted system.
    Path booted() {
        return run().resolve("booted");
    }

    /// The whole views of systems that were switched to.
    Path views() {
        return run().resolve("systems");
    }

    /// Where the whole view of `system` is mounted once it has run in this boot.
    public Path view(SystemGeneration system) throws IOException {
        boolean isBooted = Files.isSymbolicLink(bootedSystem())
                && Files.readSymbolicLink(bootedSystem()).endsWith(system.id().toString());
        return isBooted ? booted() : views().resolve(system.id().toString());
    }

    /// A different one for each boot; see proc_sys_kernel(5), `random/boot_id`.
    Path bootId() {
        return top.resolve("proc/sys/kernel/random/boot_id");
    }

    /// The health checks of the running system.
    Path health() {
        return top.resolve("usr/lib/jos/health");
    }

    JosRoot root() {
        return root;
    }

    /// What a switch has to remember.
    Path activation() {
        return root.path().resolve("activation");
    }
}
