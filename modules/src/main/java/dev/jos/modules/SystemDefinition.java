package dev.jos.modules;

import dev.jos.config.Diagnostic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What all modules add up to: the whole description of a machine, from which `system` makes a closure.
///
/// Modules add; readers see unmodifiable collections in an order that depends on names alone (kernel parameters and
/// tmpfiles lines keep the order in which they were added). Two different contributions to one name are a problem,
/// reported through [#problems].
public final class SystemDefinition {

    private TargetArchitecture architecture = TargetArchitecture.AMD64;
    private String hostname = "jos";
    private String stateVersion = "1";
    private LoaderKind loader = LoaderKind.NONE;
    private String kernelPackage = architecture.kernelPackage();
    private PackageSettings packageSettings =
            new PackageSettings(false, "", "", List.of("trixie", "trixie-updates", "trixie-security"), List.of("main"));

    private final SortedSet<String> packages = new TreeSet<>();
    private final SortedSet<String> locales = new TreeSet<>();
    private final SortedMap<String, EtcFile> etcFiles = new TreeMap<>();
    private final SortedMap<String, EtcLink> etcLinks = new TreeMap<>();
    private final SortedMap<String, ContentFile> contentFiles = new TreeMap<>();
    private final SortedMap<String, ContentDirectory> contentDirectories = new TreeMap<>();
    private final SortedMap<String, UnitDefinition> units = new TreeMap<>();
    private final SortedSet<String> enabledUnits = new TreeSet<>();
    private final SortedSet<String> disabledUnits = new TreeSet<>();
    private final SortedSet<String> maskedUnits = new TreeSet<>();
    private final SortedMap<String, UserAccount> users = new TreeMap<>();
    private final SortedMap<String, GroupAccount> groups = new TreeMap<>();
    private final LinkedHashSet<String> tmpfiles = new LinkedHashSet<>();
    private final SortedMap<String, String> sysctls = new TreeMap<>();
    private final LinkedHashSet<String> kernelParameters = new LinkedHashSet<>();
    private final LinkedHashSet<String> kernelModules = new LinkedHashSet<>();
    private final LinkedHashSet<String> initrdModules = new LinkedHashSet<>();
    private final SortedMap<String, FileSystem> fileSystems = new TreeMap<>();
    private final SortedMap<String, SwapDevice> swapDevices = new TreeMap<>();
    private final SortedSet<Integer> tcpPorts = new TreeSet<>();
    private final SortedSet<Integer> udpPorts = new TreeSet<>();
    private final SortedMap<String, String> environment = new TreeMap<>();
    private final List<Diagnostic> problems = new ArrayList<>();

    // ---- identity

    public void architecture(TargetArchitecture value) {
        architecture = value;
    }

    public TargetArchitecture architecture() {
        return architecture;
    }

    public void hostname(String value) {
        hostname = value;
    }

    public String hostname() {
        return hostname;
    }

    /// The release whose conventions the machine's state in `/var` and `/home` follows.
    public void stateVersion(String value) {
        stateVersion = value;
    }

    public String stateVersion() {
        return stateVersion;
    }

    /// A locale to be generated, such as `de_DE.UTF-8`; `C.UTF-8` is always there.
    public void locale(String name) {
        locales.add(name);
    }

    public SortedSet<String> locales() {
        return Collections.unmodifiableSortedSet(locales);
    }

    // ---- packages

    /// Puts a Debian package, and what it depends on, into the system.
    public void installPackage(String name) {
        packages.add(name);
    }

    public SortedSet<String> packages() {
        return Collections.unmodifiableSortedSet(packages);
    }

    public void packageSettings(PackageSettings value) {
        packageSettings = value;
    }

    public PackageSettings packageSettings() {
        return packageSettings;
    }

    // ---- files

    /// A file in `/etc` of mode 0644 that belongs to root; `path` is relative to `/etc`.
    public void etcFile(String path, String text) {
        etcFile(path, text, 0644);
    }

    public void etcFile(String path, String text, int mode) {
        etcFile(new EtcFile(path, Content.text(text), mode, "root", "root"));
    }

    public void etcFile(EtcFile file) {
        if (etcLinks.containsKey(file.path())) {
            conflict("The file `/etc/%s`".formatted(file.path()));
        }
        put(etcFiles, file.path(), file, "The file `/etc/%s`".formatted(file.path()));
    }

    /// Whether a file or link in `/etc` has been named.
    public boolean hasEtc(String path) {
        return etcFiles.containsKey(path) || etcLinks.containsKey(path);
    }

    public Collection<EtcFile> etcFiles() {
        return Collections.unmodifiableCollection(etcFiles.values());
    }

    public void etcLink(String path, String target) {
        if (etcFiles.containsKey(path)) {
            conflict("The file `/etc/%s`".formatted(path));
        }
        put(etcLinks, path, new EtcLink(path, target), "The file `/etc/%s`".formatted(path));
    }

    public Collection<EtcLink> etcLinks() {
        return Collections.unmodifiableCollection(etcLinks.values());
    }

    public void contentFile(ContentFile file) {
        put(contentFiles, file.path(), file, "The file `/%s`".formatted(file.path()));
    }

    public Collection<ContentFile> contentFiles() {
        return Collections.unmodifiableCollection(contentFiles.values());
    }

    public void contentDirectory(ContentDirectory directory) {
        put(contentDirectories, directory.path(), directory, "The directory `/%s`".formatted(directory.path()));
    }

    public Collection<ContentDirectory> contentDirectories() {
        return Collections.unmodifiableCollection(contentDirectories.values());
    }

    /// A line for systemd-tmpfiles, tmpfiles.d(5).
    public void tmpfiles(String line) {
        tmpfiles.add(line);
    }

    public Collection<String> tmpfiles() {
        return Collections.unmodifiableCollection(tmpfiles);
    }

    // ---- units

    /// A unit of the configuration's own; its links follow from what the definition says.
    public void unit(UnitDefinition unit) {
        put(units, unit.name(), unit, "The unit `%s`".formatted(unit.name()));
    }

    public Collection<UnitDefinition> units() {
        return Collections.unmodifiableCollection(units.values());
    }

    /// Enables a unit that a package ships, by what its `[Install]` section says.
    public void enableUnit(String name) {
        enabledUnits.add(name);
    }

    public SortedSet<String> enabledUnits() {
        return Collections.unmodifiableSortedSet(enabledUnits);
    }

    /// Keeps a unit of a package from being enabled by that package's own wish.
    public void disableUnit(String name) {
        disabledUnits.add(name);
    }

    public SortedSet<String> disabledUnits() {
        return Collections.unmodifiableSortedSet(disabledUnits);
    }

    public void maskUnit(String name) {
        maskedUnits.add(name);
    }

    public SortedSet<String> maskedUnits() {
        return Collections.unmodifiableSortedSet(maskedUnits);
    }

    // ---- accounts

    public void user(UserAccount user) {
        put(users, user.name(), user, "The user `%s`".formatted(user.name()));
    }

    public Collection<UserAccount> users() {
        return Collections.unmodifiableCollection(users.values());
    }

    public Optional<UserAccount> user(String name) {
        return Optional.ofNullable(users.get(name));
    }

    public void group(GroupAccount group) {
        put(groups, group.name(), group, "The group `%s`".formatted(group.name()));
    }

    public Collection<GroupAccount> groups() {
        return Collections.unmodifiableCollection(groups.values());
    }

    // ---- kernel and boot

    public void loader(LoaderKind value) {
        loader = value;
    }

    public LoaderKind loader() {
        return loader;
    }

    public void kernelPackage(String name) {
        kernelPackage = name;
    }

    public String kernelPackage() {
        return kernelPackage;
    }

    /// One word of the kernel command line, such as `quiet` or `console=ttyS0`.
    public void kernelParameter(String parameter) {
        kernelParameters.add(parameter);
    }

    public Collection<String> kernelParameters() {
        return Collections.unmodifiableCollection(kernelParameters);
    }

    /// A module loaded once the system runs.
    public void kernelModule(String name) {
        kernelModules.add(name);
    }

    public Collection<String> kernelModules() {
        return Collections.unmodifiableCollection(kernelModules);
    }

    /// A module that the initrd needs to reach the root file system, beyond those every machine gets.
    public void initrdModule(String name) {
        initrdModules.add(name);
    }

    public Collection<String> initrdModules() {
        return Collections.unmodifiableCollection(initrdModules);
    }

    public void sysctl(String key, String value) {
        put(sysctls, key, value, "The kernel setting `%s`".formatted(key));
    }

    public SortedMap<String, String> sysctls() {
        return Collections.unmodifiableSortedMap(sysctls);
    }

    // ---- file systems

    public void fileSystem(FileSystem fileSystem) {
        put(
                fileSystems,
                fileSystem.mountPoint(),
                fileSystem,
                "The mount point `%s`".formatted(fileSystem.mountPoint()));
    }

    /// By mount point, so that parents come before what is mounted in them.
    public Collection<FileSystem> fileSystems() {
        return Collections.unmodifiableCollection(fileSystems.values());
    }

    public void swapDevice(SwapDevice device) {
        put(swapDevices, device.device(), device, "The swap device `%s`".formatted(device.device()));
    }

    public Collection<SwapDevice> swapDevices() {
        return Collections.unmodifiableCollection(swapDevices.values());
    }

    // ---- network and environment

    public void openTcpPort(int port) {
        tcpPorts.add(port);
    }

    public SortedSet<Integer> tcpPorts() {
        return Collections.unmodifiableSortedSet(tcpPorts);
    }

    public void openUdpPort(int port) {
        udpPorts.add(port);
    }

    public SortedSet<Integer> udpPorts() {
        return Collections.unmodifiableSortedSet(udpPorts);
    }

    /// A variable in every login session.
    public void environment(String name, String value) {
        put(environment, name, value, "The environment variable `%s`".formatted(name));
    }

    public Map<String, String> environment() {
        return Collections.unmodifiableSortedMap(environment);
    }

    // ---- problems

    /// Reports something wrong that only shows when options are seen together.
    public void problem(Diagnostic diagnostic) {
        problems.add(diagnostic);
    }

    public List<Diagnostic> problems() {
        return List.copyOf(problems);
    }

    private <T> void put(SortedMap<String, T> map, String key, T value, String what) {
        T before = map.putIfAbsent(key, value);
        if (before != null && !before.equals(value)) {
            conflict(what);
        }
    }

    private void conflict(String what) {
        problem(Diagnostic.error("%s is defined twice, and differently.".formatted(what)));
    }
}
