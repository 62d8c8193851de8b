package dev.jos.modules.units;

import dev.jos.modules.formats.UnitFile;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A service: systemd.service(5), and what systemd.exec(5) says about its processes.
public final class ServiceUnit extends Unit<ServiceUnit> {

    /// What a service rarely needs and an intruder would like to have: systemd.exec(5), "Sandboxing".
    private static final List<String> PROTECTIONS = List.of(
            "NoNewPrivileges",
            "PrivateTmp",
            "PrivateDevices",
            "ProtectHome",
            "ProtectClock",
            "ProtectHostname",
            "ProtectKernelTunables",
            "ProtectKernelModules",
            "ProtectKernelLogs",
            "ProtectControlGroups",
            "RestrictNamespaces",
            "RestrictRealtime",
            "RestrictSUIDSGID",
            "LockPersonality");

    ServiceUnit(String name) {
        super(name, "Service", List.of());
    }

    @Override
    ServiceUnit self() {
        return this;
    }

    /// The command, word by word: the absolute path of a program and its arguments, all taken literally. A
    /// [#oneshot] service may have several.
    public ServiceUnit exec(String program, String... arguments) {
        return execLine(command(program, arguments));
    }

    /// The command as systemd.service(5) describes it, where `$` and `%` have a meaning.
    public ServiceUnit execLine(String line) {
        return set("ExecStart", line);
    }

    /// A command that runs before the service, taken literally.
    public ServiceUnit execBefore(String program, String... arguments) {
        return set("ExecStartPre", command(program, arguments));
    }

    /// A command that runs once the service has started, taken literally.
    public ServiceUnit execAfter(String program, String... arguments) {
        return set("ExecStartPost", command(program, arguments));
    }

    /// The command that makes the service read its configuration again, as systemd.service(5) describes it.
    public ServiceUnit reloadLine(String line) {
        return set("ExecReload", line);
    }

    /// The command that stops the service, as systemd.service(5) describes it.
    public ServiceUnit stopLine(String line) {
        return set("ExecStop", line);
    }

    /// Runs to its end and has then started; it is inactive again, unless it [#remains].
    public ServiceUnit oneshot() {
        return set("Type", "oneshot");
    }

    /// Stays active after its processes have ended.
    public ServiceUnit remains() {
        return set("RemainAfterExit", "true");
    }

    /// Has started when it says so itself: sd_notify(3).
    public ServiceUnit notifies() {
        return set("Type", "notify");
    }

    /// Has started when its first process ends and leaves another one, whose number it writes to `pidFile`.
    public ServiceUnit forks(String pidFile) {
        return set("Type", "forking").set("PIDFile", pidFile);
    }

    /// Is started again when it fails.
    public ServiceUnit restartOnFailure() {
        return set("Restart", "on-failure");
    }

    /// Is started again however it ends.
    public ServiceUnit restartAlways() {
        return set("Restart", "always");
    }

    /// How long to wait before it is started again.
    public ServiceUnit restartAfter(Duration time) {
        return set("RestartSec", UnitFile.time(time));
    }

    /// How long it may take to start.
    public ServiceUnit startWithin(Duration time) {
        return set("TimeoutStartSec", UnitFile.time(time));
    }

    /// Runs as a user of the machine, and in that user's group.
    public ServiceUnit user(String name) {
        return set("User", name);
    }

    /// Runs in a group of the machine.
    public ServiceUnit group(String name) {
        return set("Group", name);
    }

    /// Runs in further groups of the machine.
    public ServiceUnit supplementaryGroups(String... names) {
        return set("SupplementaryGroups", String.join(" ", names));
    }

    /// Runs as a user that exists while it runs.
    public ServiceUnit dynamicUser() {
        return set("DynamicUser", "true");
    }

    /// An environment variable, taken literally.
    public ServiceUnit environment(String variable, String value) {
        return set("Environment", UnitFile.word(variable + "=" + value));
    }

    /// A file of environment variables, such as secrets; with `-` in front it may be missing.
    public ServiceUnit environmentFile(String path) {
        return set("EnvironmentFile", path);
    }

    /// Hands the file at `path` to the service as a credential: `$CREDENTIALS_DIRECTORY/name`.
    public ServiceUnit credential(String name, String path) {
        return set("LoadCredential", name + ":" + path);
    }

    /// Runs in a directory.
    public ServiceUnit workingDirectory(String path) {
        return set("WorkingDirectory", path);
    }

    /// Directories below `/var/lib` that belong to the service.
    public ServiceUnit stateDirectory(String... names) {
        return set("StateDirectory", String.join(" ", names));
    }

    /// Directories below `/run` that belong to the service and vanish with it.
    public ServiceUnit runtimeDirectory(String... names) {
        return set("RuntimeDirectory", String.join(" ", names));
    }

    /// Directories below `/var/cache` that belong to the service.
    public ServiceUnit cacheDirectory(String... names) {
        return set("CacheDirectory", String.join(" ", names));
    }

    /// Directories below `/var/log` that belong to the service.
    public ServiceUnit logsDirectory(String... names) {
        return set("LogsDirectory", String.join(" ", names));
    }

    /// Runs in a slice, named with its suffix.
    public ServiceUnit inSlice(String name) {
        return set("Slice", name);
    }

    /// Has these capabilities and no others: capabilities(7).
    public ServiceUnit capabilities(String... names) {
        String all = String.join(" ", names);
        return set("AmbientCapabilities", all).set("CapabilityBoundingSet", all);
    }

    /// Paths that a [#hardened] service may write to, besides its own directories.
    public ServiceUnit readWritePaths(String... paths) {
        return set("ReadWritePaths", String.join(" ", paths));
    }

    /// Shuts the service in: it writes to its own directories only, has no capabilities but those it was given, no
    /// devices, no homes, and system calls for ordinary services. Sockets may be of IPv4, IPv6 and Unix.
    ///
    /// Meant for a service that runs as a user of its own. What it needs all the same can be set afterwards.
    public ServiceUnit hardened() {
        PROTECTIONS.forEach(key -> set(key, "true"));
        if (lacks("CapabilityBoundingSet")) {
            clear("CapabilityBoundingSet");
        }
        return set("ProtectSystem", "strict")
                .set("ProtectProc", "invisible")
                .set("RestrictAddressFamilies", "AF_UNIX AF_INET AF_INET6")
                .set("SystemCallArchitectures", "native")
                .set("SystemCallFilter", "@system-service")
                .set("SystemCallErrorNumber", "EPERM")
                .set("UMask", "0077");
    }

    private static String command(String program, String... arguments) {
        return Stream.concat(Stream.of(program), Stream.of(arguments))
                .map(ServiceUnit::argument)
                .collect(Collectors.joining(" "));
    }

    /// systemd.service(5), "Command lines".
    private static String argument(String word) {
        boolean plain = !word.isEmpty()
                && word.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "/._-+=:,@".indexOf(c) >= 0));
        return plain ? word : UnitFile.word(word).replace("$", "$$");
    }
}
