package dev.jos.modules;

import dev.jos.config.ContentReference;
import dev.jos.config.Diagnostic;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.units.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What modules add to, until it is the whole description of a machine, from which `system` makes a closure.
///
/// What is added twice and is the same counts once; two different contributions under one name are a problem.
/// See [DefinedSystem] for reading.
public final class SystemDefinition extends DefinedSystem {

    /// What is said by code that is no module: tests, and jos itself.
    private static final String NOBODY = "jos";

    private record Listener(String service, EvaluatedConfig scope, Option<?> option) {}

    private record Later(String module, Runnable contribution) {}

    private final Map<Integer, Listener> listeners = new HashMap<>();
    private final List<Later> later = new ArrayList<>();
    private String contributor = NOBODY;

    // ---- identity

    /// The processor the machine has.
    public void architecture(TargetArchitecture value) {
        architecture = value;
    }

    /// What the machine is called.
    public void hostname(String value) {
        hostname = value;
    }

    /// The release whose conventions the machine's state in `/var` and `/home` follows.
    public void stateVersion(String value) {
        stateVersion = value;
    }

    /// A locale to be generated, such as `de_DE.UTF-8`; `C.UTF-8` is always there.
    public void locale(String name) {
        locales.put(name, name);
    }

    /// The keyboard of the text consoles; without one it is that of the kernel.
    public void keyboard(KeyboardLayout layout) {
        keyboard.put(layout.layout(), layout);
    }

    /// The font of the text consoles, the name of a file in `/usr/share/consolefonts` without `.psf.gz`.
    public void consoleFont(String name) {
        consoleFont.put(name, name);
    }

    // ---- packages

    /// Puts a Debian package, and what it depends on, into the system.
    public void installPackage(String name) {
        packages.put(name, name);
    }

    /// Where packages come from.
    public void packageSettings(PackageSettings value) {
        packageSettings = value;
    }

    /// Takes a package from elsewhere than the rest.
    public void overridePackage(PackageOverride override) {
        packageOverrides.put(override.name(), override);
    }

    /// Lets one package, or one service, have other libraries than the rest.
    public void scopePackage(PackageScope scope) {
        packageScopes.put(scope.name(), scope);
    }

    /// Has packages refused that a replacement breaks, rather than built again.
    public void neverRebuild() {
        rebuilding = false;
    }

    /// A file with a recipe, of which packages may come.
    public void recipeFile(ContentReference file) {
        recipeFiles.put(file.path(), file);
    }

    /// A recipe of which packages may come.
    public void recipe(RecipeDefinition recipe) {
        recipes.put(recipe.name(), recipe);
    }

    // ---- files

    /// A file in `/etc` of mode 0644 that belongs to root; `path` is relative to `/etc`.
    public void etcFile(String path, String text) {
        etcFile(path, text, 0644);
    }

    /// A file in `/etc` with other permissions.
    public void etcFile(String path, String text, int mode) {
        etcFile(new EtcFile(path, Content.text(text), mode, "root", "root"));
    }

    /// A file in `/etc` with another owner, or with content that lies beside the configuration.
    public void etcFile(EtcFile file) {
        etcFiles.put(file.path(), file);
        if (etcLinks.contains(file.path())) {
            etcFiles.contradict(file.path());
        }
    }

    /// A symbolic link in `/etc`; `path` is relative to `/etc`, and `target` is what the link says.
    public void etcLink(String path, String target) {
        etcLinks.put(path, new EtcLink(path, target));
        if (etcFiles.contains(path)) {
            etcFiles.contradict(path);
        }
    }

    /// Whether a file or link in `/etc` has been named.
    public boolean hasEtc(String path) {
        return etcFiles.contains(path) || etcLinks.contains(path);
    }

    /// A file in `/usr`.
    public void contentFile(ContentFile file) {
        contentFiles.put(file.path(), file);
    }

    /// A shell script of the system, which stops at the first command that fails; returns its absolute path.
    ///
    /// @param name letters, digits, `-`, `_`, `.`, `:` and `@`
    public String script(String name, String text) {
        String path = "usr/lib/jos/scripts/" + name;
        contentFile(new ContentFile(path, Content.text("#!/bin/sh -e\n" + text.stripTrailing() + "\n"), 0755));
        return "/" + path;
    }

    /// A directory in `/usr` that lies beside the configuration.
    public void contentDirectory(ContentDirectory directory) {
        contentDirectories.put(directory.path(), directory);
    }

    /// A line for systemd-tmpfiles, tmpfiles.d(5).
    public void tmpfiles(String line) {
        tmpfiles.put(line, line);
    }

    /// Rules for udev(7), in a file of their own. Files are read in the order of their names, so a name such as
    /// `70-printers` says when.
    public void udevRules(String name, String rules) {
        etcFile("udev/rules.d/" + name + ".rules", rules);
    }

    /// A certificate authority that every program of the machine is to trust.
    ///
    /// @param name names its file
    /// @param pem one certificate or several in PEM
    public void trustCertificate(String name, Content pem) {
        installPackage("ca-certificates");
        certificates.put(name, new TrustedCertificate(name, pem));
    }

    // ---- units

    /// A unit of the configuration's own, and the links that enable it.
    public void unit(Unit<?> unit) {
        unit(UnitDefinition.of(unit));
    }

    /// A unit of the configuration's own; its links follow from what the definition says.
    public void unit(UnitDefinition unit) {
        units.put(unit.name(), unit);
    }

    /// A unit for the service manager of every user who is logged in.
    public void userUnit(Unit<?> unit) {
        userUnits.put(unit.name(), UnitDefinition.of(unit));
    }

    /// Adds to a unit that a package ships. `name` tells drop-ins of different modules for one unit apart.
    public void unitDropIn(String name, Unit<?> addition) {
        if (!addition.text().isEmpty()) {
            etcFile("systemd/system/%s.d/%s.conf".formatted(addition.name(), name), addition.text());
        }
        // The other units ask for it: a link to the unit itself may be there already, by the package's own wish.
        addition.wantedBy().forEach(other -> dependency(other, name, "Wants", addition.name()));
        addition.requiredBy().forEach(other -> dependency(other, name, "Requires", addition.name()));
    }

    private void dependency(String unit, String name, String kind, String on) {
        etcFile("systemd/system/%s.d/%s-%s.conf".formatted(unit, name, on), "[Unit]\n%s=%s\n".formatted(kind, on));
    }

    /// Enables a unit that a package ships, by what its `[Install]` section says.
    public void enableUnit(String name) {
        enabledUnits.put(name, name);
    }

    /// Keeps a unit of a package from being enabled by that package's own wish.
    public void disableUnit(String name) {
        disabledUnits.put(name, name);
    }

    /// Makes it impossible to start a unit.
    public void maskUnit(String name) {
        maskedUnits.put(name, name);
    }

    /// Configures a part of systemd, in the section where most of its settings stand: journald.conf(5) and others.
    public void systemdSetting(SystemdDaemon daemon, String key, String value) {
        systemdSetting(daemon, daemon.section(), key, value);
    }

    /// Configures a part of systemd, in another section.
    public void systemdSetting(SystemdDaemon daemon, String section, String key, String value) {
        systemdSettings.put(
                "%s %s.%s".formatted(daemon.file(), section, key), new SystemdSetting(daemon, section, key, value));
    }

    // ---- accounts

    /// A user of the machine.
    public void user(UserAccount user) {
        users.put(user.name(), user);
    }

    /// A group of the machine.
    public void group(GroupAccount group) {
        groups.put(group.name(), group);
    }

    /// A limit for the processes of whoever logs in.
    public void pamLimit(PamLimit limit) {
        pamLimits.put("%s %s %s".formatted(limit.domain(), limit.type().word(), limit.item()), limit);
    }

    // ---- kernel and boot

    /// Puts jos itself into the system.
    public void withJos() {
        jos = true;
    }

    /// What the menu of the boot loader is like.
    public void bootMenu(BootMenuSettings value) {
        bootMenu = value;
    }

    /// What boots the machine.
    public void loader(LoaderKind value) {
        loader = value;
    }

    /// The Debian package with the kernel.
    public void kernelPackage(String name) {
        kernelPackage = Optional.of(name);
    }

    /// The system runs on a kernel that is not its own, as containers do.
    public void withoutKernel() {
        kernelPackage = Optional.empty();
    }

    /// One word of the kernel command line, such as `quiet` or `console=ttyS0`.
    public void kernelParameter(String parameter) {
        kernelParameters.put(parameter, parameter);
    }

    /// A module loaded once the system runs.
    public void kernelModule(String name) {
        kernelModules.put(name, name);
    }

    /// Options for a module whenever it is loaded, such as `nested=1`: modprobe.d(5).
    public void kernelModuleOptions(String module, String options) {
        moduleOptions.put(module, options);
    }

    /// Keeps a module from being loaded for the devices it says it drives.
    public void blockKernelModule(String name) {
        blockedModules.put(name, name);
    }

    /// A module that the initrd needs to reach the root file system, beyond those every machine gets.
    public void initrdModule(String name) {
        initrdModules.put(name, name);
    }

    /// Something the initrd has to be able to do.
    public void initrdFeature(InitrdFeature feature) {
        initrdFeatures.put(feature, feature);
    }

    /// An encrypted device that the initrd opens.
    public void luksDevice(LuksDevice device) {
        luksDevices.put(device.name(), device);
    }

    /// Microcode that the kernel loads first of all.
    public void microcode(Microcode value) {
        microcode.put(value.vendor(), value);
    }

    /// A setting of the kernel, as sysctl(8) shows it.
    public void sysctl(String key, String value) {
        sysctls.put(key, value);
    }

    // ---- file systems

    /// A file system to mount.
    public void fileSystem(FileSystem fileSystem) {
        fileSystems.put(fileSystem.mountPoint(), fileSystem);
    }

    /// A device or file to swap to.
    public void swapDevice(SwapDevice device) {
        swapDevices.put(device.device(), device);
    }

    // ---- network and environment

    /// Lets everybody reach a TCP port, where there is a firewall.
    public void openTcpPort(int port) {
        tcpPorts.put(port, port);
    }

    /// Notes that a service listens on a TCP port, which `option` says: no two services may listen on one.
    ///
    /// @param service names it to people, such as `nginx`
    public void listensOn(int port, String service, EvaluatedConfig scope, Option<?> option) {
        var here = new Listener(service, scope, option);
        var other = listeners.putIfAbsent(port, here);
        if (other != null && !other.service.equals(service)) {
            problem(Problem.error(
                            "Two services listen on port `%d`: `%s` and `%s`.".formatted(port, other.service, service))
                    .about(scope, option, "`%s` here".formatted(service))
                    .about(other.scope, other.option, "`%s` here".formatted(other.service))
                    .hint("Give one of them another port: `%s = …`.".formatted(scope.nameOf(option))));
        }
    }

    /// Lets everybody reach a UDP port, where there is a firewall.
    public void openUdpPort(int port) {
        udpPorts.put(port, port);
    }

    /// Lets in what a rule describes, where there is a firewall.
    public void firewallRule(FirewallRule rule) {
        firewallRules.put(rule.line(), rule);
    }

    /// Lets in everything that comes through a network interface, where there is a firewall.
    public void trustInterface(String name) {
        trustedInterfaces.put(name, name);
    }

    /// A variable in every login session.
    public void environment(String name, String value) {
        environment.put(name, value);
    }

    // ---- health and problems

    /// A question whose answer says whether what the module set up does its work.
    public void healthCheck(HealthCheck check) {
        healthChecks.put(check.name(), check);
    }

    /// Reports something wrong that only shows when options are seen together.
    public void problem(Problem problem) {
        problem(problem.diagnostic());
    }

    /// Reports something wrong in words of one's own.
    public void problem(Diagnostic diagnostic) {
        problems.add(diagnostic);
    }

    // ---- who contributes, and when

    /// Runs `contribution` once every module has contributed: what follows from the contributions of all of them,
    /// such as the ports they opened.
    public void afterAll(Runnable contribution) {
        later.add(new Later(contributor, contribution));
    }

    /// Lets modules contribute, one after the other, and notes under their names what they add.
    public void contributeAll(List<SystemModule> modules, EvaluatedConfig config) {
        modules.forEach(module -> as(module.name(), config, () -> module.contribute(config, this)));
        for (int i = 0; i < later.size(); i++) {
            as(later.get(i).module(), config, later.get(i).contribution());
        }
        later.clear();
    }

    private void as(String module, EvaluatedConfig config, Runnable contribution) {
        contributor = module;
        try {
            config.readBy(module, contribution);
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError failure) {
            problem(Failure.of(module, failure));
        }
        contributor = NOBODY;
    }

    @Override
    void contributed(String kind, String name) {
        contributions.add(new Contribution(contributor, kind, name));
    }
}
