package dev.jos.modules.shipped.storage;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.duration;
import static dev.jos.config.Types.mapOf;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.path;
import static dev.jos.config.Types.size;
import static dev.jos.config.Types.submodule;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.config.OptionType;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.LuksDevice;
import dev.jos.modules.Problem;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.shipped.base.Container;
import dev.jos.modules.shipped.base.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/// Devices encrypted with LUKS: opened by the initrd, when the root lies on them, or by the running system.
public final class EncryptedDevices implements SystemModule {

    static final Option<String> DEVICE = option(
                    "device",
                    device(),
                    "Where the encrypted data is: a device, `UUID=…`, `LABEL=…`, `PARTUUID=…` or `PARTLABEL=…`.")
            .example("\"PARTLABEL=system\"");

    static final Option<Optional<String>> KEY_FILE = option(
                    "keyFile",
                    nullable(path()),
                    "A file with the key, on `keyDevice` or else on the running machine. The file itself is the key, with its line break if it has one.")
            .defaultsTo(Optional.empty())
            .example("/laptop.key");

    static final Option<Optional<String>> KEY_DEVICE = option(
                    "keyDevice",
                    nullable(device()),
                    "A device that holds the key: a file system with `keyFile` on it, or without a `keyFile` the key itself.")
            .defaultsTo(Optional.empty())
            .example("\"LABEL=keys\"");

    static final Option<Optional<Long>> KEY_SIZE = option(
                    "keyFileSize", nullable(size()), "How many bytes of it are the key; all by default.")
            .defaultsTo(Optional.empty())
            .example("4096");

    static final Option<Long> KEY_OFFSET = option("keyFileOffset", size(), "How many bytes come before the key.")
            .defaultsTo(0L);

    static final Option<Duration> KEY_TIMEOUT = option(
                    "keyFileTimeout", duration(), "How long to wait for the device with the key.")
            .defaultsTo(Duration.ofSeconds(10));

    static final Option<Boolean> FALLBACK = option(
                    "fallbackToPassphrase", bool(), "Whether to ask for a passphrase when the key cannot be used.")
            .defaultsTo(true);

    static final Option<Boolean> DISCARDS = option(
                    "allowDiscards",
                    bool(),
                    "Whether the device below is told which blocks are free. Solid-state disks like that, and it shows which blocks are in use.")
            .defaultsTo(false);

    static final Option<Boolean> BYPASS = option(
                    "bypassWorkqueues",
                    bool(),
                    "Whether reads and writes are encrypted at once instead of being queued, which makes fast disks faster.")
            .defaultsTo(false);

    static final Option<Boolean> REQUIRED = option(
                    "required", bool(), "Whether to wait for the device while the machine starts.")
            .defaultsTo(true);

    public static final Option<SortedMap<String, EvaluatedConfig>> INITRD = devices(
            "boot.initrd.luks.devices",
            "Encrypted devices that are opened before the root file system is mounted, by what they are called in `/dev/mapper`. Whoever sits at the console is asked for the passphrase.");

    public static final Option<SortedMap<String, EvaluatedConfig>> LATER = devices(
            "boot.luks.devices",
            "Encrypted devices that the running system opens, by what they are called in `/dev/mapper`: such as disks for data, with their keys in files on the encrypted root.");

    @Override
    public List<Option<?>> options() {
        return List.of(INITRD, LATER);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (config.get(Container.ENABLE)) {
            return;
        }
        var early = config.get(INITRD);
        var later = config.get(LATER);
        if (!early.isEmpty() || !later.isEmpty()) {
            system.installPackage("cryptsetup-bin");
            system.installPackage("dmsetup");
        }
        early.forEach((name, device) -> {
            check(name, device, system);
            system.luksDevice(device(name, device));
            healthCheck(name, device, system);
        });
        later.forEach((name, device) -> {
            checkName(name, device, early, system);
            healthCheck(name, device, system);
        });
        if (!later.isEmpty()) {
            system.installPackage("systemd-cryptsetup");
            system.etcFile("crypttab", lines(later.values()), 0600);
        }
    }

    private static void healthCheck(String name, EvaluatedConfig device, SystemDefinition system) {
        if (device.get(REQUIRED)) {
            system.healthCheck(HealthCheck.succeeds("luks-" + name, "/usr/sbin/cryptsetup", "status", name)
                    .describedAs("the encrypted device `%s` is open".formatted(name)));
        }
    }

    private static String lines(Collection<EvaluatedConfig> devices) {
        return devices.stream()
                .map(device -> device(device.name(), device).line() + "\n")
                .collect(Collectors.joining());
    }

    private static LuksDevice device(String name, EvaluatedConfig device) {
        var file = device.get(KEY_FILE);
        var keyDevice = device.get(KEY_DEVICE);
        var options = new ArrayList<String>();
        if (device.get(DISCARDS)) {
            options.add("discard");
        }
        if (device.get(BYPASS)) {
            options.add("no-read-workqueue");
            options.add("no-write-workqueue");
        }
        if (!device.get(REQUIRED)) {
            options.add("nofail");
        }
        if (file.isEmpty() && keyDevice.isEmpty()) {
            return new LuksDevice(name, device.get(DEVICE), Optional.empty(), options);
        }
        device.get(KEY_SIZE).ifPresent(bytes -> options.add("keyfile-size=" + bytes));
        if (device.get(KEY_OFFSET) > 0) {
            options.add("keyfile-offset=" + device.get(KEY_OFFSET));
        }
        options.add("keyfile-timeout=" + device.get(KEY_TIMEOUT).toSeconds());
        if (!device.get(FALLBACK)) {
            options.add("headless");
        }
        return new LuksDevice(name, device.get(DEVICE), Optional.of(new LuksDevice.Key(file, keyDevice)), options);
    }

    private static void check(String name, EvaluatedConfig device, SystemDefinition system) {
        if (device.get(KEY_FILE).isPresent() && device.get(KEY_DEVICE).isEmpty()) {
            system.problem(Problem.error(
                            "The key for `%s` is in a file on the machine, which is not mounted yet.".formatted(name))
                    .about(device, KEY_FILE, "needed before the root is mounted")
                    .hint("Set `keyDevice` to the device that has the file, or open the device under"
                            + " `boot.luks.devices`."));
        }
    }

    private static void checkName(
            String name, EvaluatedConfig device, SortedMap<String, EvaluatedConfig> early, SystemDefinition system) {
        var other = early.get(name);
        if (other != null) {
            system.problem(Problem.error("There are two encrypted devices called `%s`.".formatted(name))
                    .about(device, DEVICE, "opened by the system")
                    .about(other, DEVICE, "and opened by the initrd")
                    .hint("Give one of them another name."));
        }
    }

    private static Option<SortedMap<String, EvaluatedConfig>> devices(String name, String description) {
        return option(
                        name,
                        mapOf(
                                        "name",
                                        submodule(
                                                DEVICE,
                                                KEY_FILE,
                                                KEY_DEVICE,
                                                KEY_SIZE,
                                                KEY_OFFSET,
                                                KEY_TIMEOUT,
                                                FALLBACK,
                                                DISCARDS,
                                                BYPASS,
                                                REQUIRED))
                                .withKeys("a name of letters, digits, `-`, `_` and `.`", Words::isAccount),
                        description)
                .defaultsTo(Collections.emptySortedMap())
                .example("{ system { device = \"PARTLABEL=system\" } }");
    }

    private static OptionType<String> device() {
        return matching(
                "a device, such as `/dev/sda2` or `\"UUID=…\"`",
                text -> !text.isEmpty() && text.chars().noneMatch(c -> c <= ' '));
    }
}
