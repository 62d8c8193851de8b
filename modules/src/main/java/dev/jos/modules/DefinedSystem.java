package dev.jos.modules;

import dev.jos.config.ContentReference;
import dev.jos.config.Diagnostic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/// The description of a machine, to be read: what all modules add up to.
///
/// Collections are unmodifiable, in an order that depends on names alone; kernel parameters, kernel modules, firewall
/// rules, PAM limits and tmpfiles lines keep the order in which they were added.
public abstract sealed class DefinedSystem permits SystemDefinition {

    TargetArchitecture architecture = TargetArchitecture.AMD64;
    String hostname = "jos";
    String stateVersion = "1";
    LoaderKind loader = LoaderKind.NONE;
    BootMenuSettings bootMenu = BootMenuSettings.USUAL;
    boolean jos;
    Optional<String> kernelPackage = Optional.of(architecture.kernelPackage());
    PackageSettings packageSettings =
            new PackageSettings(false, "", "", List.of("trixie", "trixie-updates", "trixie-security"), List.of("main"));

    private final List<Shelf<?, ?>> shelves = new ArrayList<>();
    final List<Contribution> contributions = new ArrayList<>();
    final List<Diagnostic> problems = new ArrayList<>();
    private final Shelf.Listener listener = new Shelf.Listener() {
        @Override
        public void added(String kind, String name) {
            contributed(kind, name);
        }

        @Override
        public void contradicted(String kind, String name) {
            problems.add(Diagnostic.error("The %s `%s` is defined twice, and differently.".formatted(kind, name)));
        }
    };

    final Shelf<String, String> locales = sorted("locale");
    final Shelf<String, KeyboardLayout> keyboard = sorted("keyboard layout");
    final Shelf<String, String> consoleFont = sorted("console font");
    final Shelf<String, String> packages = sorted("package");
    boolean rebuilding = true;
    final Shelf<String, PackageOverride> packageOverrides = sorted("overridden package");
    final Shelf<String, ContentReference> recipeFiles = sorted("recipe");
    final Shelf<String, RecipeDefinition> recipes = sorted("recipe");
    final Shelf<String, PackageScope> packageScopes = sorted("scope");
    final Shelf<String, EtcFile> etcFiles = sorted("file", "/etc/%s");
    final Shelf<String, EtcLink> etcLinks = sorted("link", "/etc/%s");
    final Shelf<String, ContentFile> contentFiles = sorted("file", "/%s");
    final Shelf<String, ContentDirectory> contentDirectories = sorted("directory", "/%s");
    final Shelf<String, String> tmpfiles = ordered("tmpfiles line");
    final Shelf<String, UnitDefinition> units = sorted("unit");
    final Shelf<String, UnitDefinition> userUnits = sorted("user unit");
    final Shelf<String, String> enabledUnits = sorted("enabled unit");
    final Shelf<String, String> disabledUnits = sorted("disabled unit");
    final Shelf<String, String> maskedUnits = sorted("masked unit");
    final Shelf<String, SystemdSetting> systemdSettings = sorted("systemd setting");
    final Shelf<String, UserAccount> users = sorted("user");
    final Shelf<String, GroupAccount> groups = sorted("group");
    final Shelf<String, PamLimit> pamLimits = ordered("limit");
    final Shelf<String, String> kernelParameters = ordered("kernel parameter");
    final Shelf<String, String> kernelModules = ordered("kernel module");
    final Shelf<String, String> initrdModules = ordered("initrd module");
    final Shelf<InitrdFeature, InitrdFeature> initrdFeatures = sorted("initrd feature");
    final Shelf<String, LuksDevice> luksDevices = sorted("encrypted device");
    final Shelf<Microcode.Vendor, Microcode> microcode = sorted("microcode");
    final Shelf<String, String> moduleOptions = sorted("kernel module options");
    final Shelf<String, String> blockedModules = sorted("blocked kernel module");
    final Shelf<String, String> sysctls = sorted("kernel setting");
    final Shelf<String, FileSystem> fileSystems = sorted("mount point");
    final Shelf<String, SwapDevice> swapDevices = sorted("swap device");
    final Shelf<Integer, Integer> tcpPorts = sorted("open TCP port");
    final Shelf<Integer, Integer> udpPorts = sorted("open UDP port");
    final Shelf<String, FirewallRule> firewallRules = ordered("firewall rule");
    final Shelf<String, String> trustedInterfaces = sorted("trusted interface");
    final Shelf<String, String> environment = sorted("environment variable");
    final Shelf<String, TrustedCertificate> certificates = sorted("trusted certificate");
    final Shelf<String, HealthCheck> healthChecks = sorted("health check");

    private <K extends Comparable<K>, T> Shelf<K, T> sorted(String kind) {
        return sorted(kind, "%s");
    }

    private <K extends Comparable<K>, T> Shelf<K, T> sorted(String kind, String label) {
        Shelf<K, T> shelf = Shelf.sorted(kind, label, listener);
        return register(shelf);
    }

    private <T> Shelf<String, T> ordered(String kind) {
        Shelf<String, T> shelf = Shelf.ordered(kind, "%s", listener);
        return register(shelf);
    }

    private <K, T> Shelf<K, T> register(Shelf<K, T> shelf) {
        shelves.add(shelf);
        return shelf;
    }

    /// Notes that something has been added.
    abstract void contributed(String kind, String name);

    /// The processor the machine has.
    public final TargetArchitecture architecture() {
        return architecture;
    }

    /// What the machine is called.
    public final String hostname() {
        return hostname;
    }

    /// The release whose conventions the machine's state in `/var` and `/home` follows.
    public final String stateVersion() {
        return stateVersion;
    }

    /// What boots the machine.
    /// Whether the machine has jos itself.
    public final boolean hasJos() {
        return jos;
    }

    public final BootMenuSettings bootMenu() {
        return bootMenu;
    }

    public final LoaderKind loader() {
        return loader;
    }

    /// The package that brings the kernel; empty if the system has none.
    public final Optional<String> kernelPackage() {
        return kernelPackage;
    }

    /// Where packages come from.
    public final PackageSettings packageSettings() {
        return packageSettings;
    }

    /// The locales to be generated.
    public final SortedSet<String> locales() {
        return locales.sortedKeys();
    }

    public final Optional<KeyboardLayout> keyboard() {
        return keyboard.values().stream().findFirst();
    }

    public final Optional<String> consoleFont() {
        return consoleFont.values().stream().findFirst();
    }

    /// The Debian packages asked for, without what they depend on.
    public final SortedSet<String> packages() {
        return packages.sortedKeys();
    }

    /// Packages that come from elsewhere than the rest, by name.
    public final Collection<PackageOverride> packageOverrides() {
        return packageOverrides.values();
    }

    /// Packages and services that get some of their libraries from elsewhere, by name.
    public final Collection<PackageScope> packageScopes() {
        return packageScopes.values();
    }

    /// Whether packages that a replacement breaks are built again.
    public final boolean rebuilding() {
        return rebuilding;
    }

    /// The files with the recipes that packages may come from.
    public final Collection<ContentReference> recipeFiles() {
        return recipeFiles.values();
    }

    /// The recipes that packages may come from, by name.
    public final Collection<RecipeDefinition> recipes() {
        return recipes.values();
    }

    /// Files in `/etc`, by path.
    public final Collection<EtcFile> etcFiles() {
        return etcFiles.values();
    }

    /// Symbolic links in `/etc`, by path.
    public final Collection<EtcLink> etcLinks() {
        return etcLinks.values();
    }

    /// Files in `/usr` that come from the configuration, by path.
    public final Collection<ContentFile> contentFiles() {
        return contentFiles.values();
    }

    /// Directories in `/usr` that come from the configuration, by path.
    public final Collection<ContentDirectory> contentDirectories() {
        return contentDirectories.values();
    }

    /// Lines of tmpfiles.d(5).
    public final Collection<String> tmpfiles() {
        return tmpfiles.keys();
    }

    /// Units of the configuration's own, by name.
    public final Collection<UnitDefinition> units() {
        return units.values();
    }

    /// Units of the service managers of those who are logged in.
    public final Collection<UnitDefinition> userUnits() {
        return userUnits.values();
    }

    /// Units of packages to be enabled.
    public final SortedSet<String> enabledUnits() {
        return enabledUnits.sortedKeys();
    }

    /// Units of packages not to be enabled.
    public final SortedSet<String> disabledUnits() {
        return disabledUnits.sortedKeys();
    }

    /// Units that cannot be started.
    public final SortedSet<String> maskedUnits() {
        return maskedUnits.sortedKeys();
    }

    /// Settings of the parts of systemd, by file, section and key.
    public final Collection<SystemdSetting> systemdSettings() {
        return systemdSettings.values();
    }

    /// The users, by name; those of packages come on top.
    public final Collection<UserAccount> users() {
        return users.values();
    }

    /// One user.
    public final Optional<UserAccount> user(String name) {
        return Optional.ofNullable(users.entries().get(name));
    }

    /// The groups, by name; those of packages come on top.
    public final Collection<GroupAccount> groups() {
        return groups.values();
    }

    /// Lines of limits.conf(5).
    public final Collection<PamLimit> pamLimits() {
        return pamLimits.values();
    }

    /// Words of the kernel command line.
    public final Collection<String> kernelParameters() {
        return kernelParameters.keys();
    }

    /// Kernel modules to load once the system runs.
    public final Collection<String> kernelModules() {
        return kernelModules.keys();
    }

    /// Kernel modules that lead to the root file system.
    public final Collection<String> initrdModules() {
        return initrdModules.keys();
    }

    public final SortedSet<InitrdFeature> initrdFeatures() {
        return initrdFeatures.sortedKeys();
    }

    /// The encrypted devices that the initrd opens.
    public final Collection<LuksDevice> luksDevices() {
        return luksDevices.values();
    }

    public final Collection<Microcode> microcode() {
        return microcode.values();
    }

    /// Options by the name of the kernel module, as in modprobe.d(5).
    public final SortedMap<String, String> kernelModuleOptions() {
        return moduleOptions.sortedEntries();
    }

    /// Kernel modules not to be loaded by themselves.
    public final SortedSet<String> blockedKernelModules() {
        return blockedModules.sortedKeys();
    }

    /// Kernel settings, as sysctl(8) names them.
    public final SortedMap<String, String> sysctls() {
        return sysctls.sortedEntries();
    }

    /// By mount point, so that parents come before what is mounted in them.
    public final Collection<FileSystem> fileSystems() {
        return fileSystems.values();
    }

    /// What swaps.
    public final Collection<SwapDevice> swapDevices() {
        return swapDevices.values();
    }

    /// TCP ports that everybody may reach.
    public final SortedSet<Integer> tcpPorts() {
        return tcpPorts.sortedKeys();
    }

    /// UDP ports that everybody may reach.
    public final SortedSet<Integer> udpPorts() {
        return udpPorts.sortedKeys();
    }

    /// What else the firewall lets in.
    public final Collection<FirewallRule> firewallRules() {
        return firewallRules.values();
    }

    /// Network interfaces from which the firewall lets everything in.
    public final SortedSet<String> trustedInterfaces() {
        return trustedInterfaces.sortedKeys();
    }

    /// Variables of every login session.
    public final SortedMap<String, String> environment() {
        return environment.sortedEntries();
    }

    /// Certificate authorities to be trusted, by name.
    public final Collection<TrustedCertificate> certificates() {
        return certificates.values();
    }

    /// What has to be true for the machine to be well, by name.
    public final Collection<HealthCheck> healthChecks() {
        return healthChecks.values();
    }

    /// What modules have found wrong.
    public final List<Diagnostic> problems() {
        return List.copyOf(problems);
    }

    /// Who added what, in the order in which it came.
    public final List<Contribution> contributions() {
        return List.copyOf(contributions);
    }

    /// Everything that has been added, by kind and then by name: two systems with equal contents and equal answers to
    /// all else are built alike. Records show all their components, so the text of a value tells it from any other.
    public final SortedMap<String, Map<?, ?>> contents() {
        var contents = new TreeMap<String, Map<?, ?>>();
        shelves.forEach(shelf -> contents.put(shelf.title(), shelf.entries()));
        return contents;
    }
}
