package dev.jos.modules.shipped.network;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.integer;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.mapOf;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.oneOf;
import static dev.jos.config.Types.settings;
import static dev.jos.config.Types.submodule;

import dev.jos.config.Data;
import dev.jos.config.Definitions;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.config.OptionType;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.Problem;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.formats.UnitFile;
import dev.jos.modules.shipped.base.Container;
import dev.jos.modules.shipped.base.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Interfaces made of others: bridges, bonds and VLANs, by systemd-networkd; systemd.netdev(5).
///
/// Each of them is an entry of `networking.interfaces`, too, where its addresses stand.
public final class VirtualInterfaces implements SystemModule {

    /// systemd.network(5): the one of a bond that is used whenever it works.
    private static final Data FIRST_CHOICE =
            new Data.Table(Map.of("Network", new Data.Table(Map.of("PrimarySlave", Data.of(true)))));

    /// How the members of a bond work together, as the kernel calls it.
    enum BondMode {
        ACTIVE_BACKUP("active-backup"),
        BALANCE_RR("balance-rr"),
        BALANCE_XOR("balance-xor"),
        BROADCAST("broadcast"),
        LACP("802.3ad"),
        BALANCE_TLB("balance-tlb"),
        BALANCE_ALB("balance-alb");

        private final String word;

        BondMode(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    static final Option<List<String>> MEMBERS = option(
                    "interfaces",
                    list(matching("the name of an interface", Words::isPattern)),
                    "The interfaces it is made of, by their names in `networking.interfaces` or by the kernel's.")
            .defaultsTo(List.of())
            .example("[ens3, ens4]");

    static final Option<Boolean> STP = option(
                    "stp", bool(), "Whether the bridge speaks the spanning tree protocol, and so breaks up loops.")
            .defaultsTo(false);

    static final Option<Data.Table> BRIDGE_SETTINGS = section("Bridge");

    public static final Option<SortedMap<String, EvaluatedConfig>> BRIDGES = option(
                    "networking.bridges",
                    named(submodule(MEMBERS, STP, BRIDGE_SETTINGS)),
                    "Bridges, which join interfaces to one network, as a switch does.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ lan.interfaces = [ens3, ens4] }");

    static final Option<BondMode> MODE = option(
                    "mode",
                    oneOf(BondMode.class, BondMode::word),
                    "How the interfaces work together. `active-backup` needs nothing of the switch, `802.3ad` needs LACP.")
            .defaultsTo(BondMode.ACTIVE_BACKUP);

    static final Option<Optional<String>> PRIMARY = option(
                    "primary", nullable(Words.deviceName()), "The one of its interfaces to use whenever it works.")
            .defaultsTo(Optional.empty());

    static final Option<Data.Table> BOND_SETTINGS = section("Bond");

    public static final Option<SortedMap<String, EvaluatedConfig>> BONDS = option(
                    "networking.bonds",
                    named(submodule(MEMBERS, MODE, PRIMARY, BOND_SETTINGS)),
                    "Bonds, which make one interface of several, for speed or against failure.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ bond0 { interfaces = [ens3, ens4], mode = 802.3ad } }");

    static final Option<Integer> ID = option("id", integer(1, 4094), "The number in the tag of its packets.");

    static final Option<String> PARENT = option(
                    "interface",
                    matching("the name of an interface", Words::isPattern),
                    "The interface that carries it, by its name in `networking.interfaces` or by the kernel's.")
            .example("ens3");

    public static final Option<SortedMap<String, EvaluatedConfig>> VLANS = option(
                    "networking.vlans",
                    named(submodule(ID, PARENT)),
                    "VLANs, each a network of its own on an interface that carries several.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ guests { id = 20, interface = ens3 } }");

    @Override
    public List<Option<?>> options() {
        return List.of(BRIDGES, BONDS, VLANS);
    }

    @Override
    public void define(Definitions define) {
        define.setData(Networking.INTERFACES, VirtualInterfaces::entries);
        define.suggestData(Networking.INTERFACES, VirtualInterfaces::silence);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (config.get(Container.ENABLE)) {
            return;
        }
        config.get(BRIDGES).values().forEach(bridge -> add("bridge", bridge, bridge(bridge), system));
        config.get(BONDS).values().forEach(bond -> add("bond", bond, bond(bond), system));
        config.get(VLANS).values().forEach(vlan -> add("vlan", vlan, vlan(vlan), system));
        oneMaster(config, system);
    }

    private static void oneMaster(EvaluatedConfig config, SystemDefinition system) {
        var masters = new HashMap<String, EvaluatedConfig>();
        List.of(BRIDGES, BONDS).forEach(kind -> config.get(kind).values().forEach(device -> device.get(MEMBERS)
                .forEach(member -> {
                    var other = masters.putIfAbsent(member, device);
                    if (other != null) {
                        system.problem(Problem.error("The interface `%s` is part of both `%s` and `%s`."
                                        .formatted(member, other.name(), device.name()))
                                .about(other, MEMBERS, "here")
                                .about(device, MEMBERS, "and here")
                                .hint("Remove it from one of them."));
                    }
                })));
    }

    private static UnitFile bridge(EvaluatedConfig bridge) {
        return device("bridge", bridge)
                .set("Bridge", "STP", bridge.get(STP) ? "yes" : "")
                .settings("Bridge", bridge.get(BRIDGE_SETTINGS));
    }

    /// Without watching the links, a bond would not notice that one is gone.
    private static UnitFile bond(EvaluatedConfig bond) {
        boolean watched = bond.get(BOND_SETTINGS).entries().containsKey("MIIMonitorSec");
        return device("bond", bond)
                .set("Bond", "Mode", bond.get(MODE).word())
                .set("Bond", "MIIMonitorSec", watched ? "" : "100ms")
                .settings("Bond", bond.get(BOND_SETTINGS));
    }

    private static UnitFile vlan(EvaluatedConfig vlan) {
        return device("vlan", vlan).set("VLAN", "Id", String.valueOf(vlan.get(ID)));
    }

    /// The beginning of a file of systemd.netdev(5).
    static UnitFile device(String kind, EvaluatedConfig device) {
        return new UnitFile().set("NetDev", "Name", device.name()).set("NetDev", "Kind", kind);
    }

    private static void add(String kind, EvaluatedConfig device, UnitFile file, SystemDefinition system) {
        system.etcFile("systemd/network/10-%s.netdev".formatted(device.name()), file.toString());
        system.healthCheck(exists(kind, device.name()));
    }

    /// A check that an interface is there.
    static HealthCheck exists(String kind, String name) {
        return HealthCheck.succeeds(kind + "-" + name, "/usr/bin/ip", "-brief", "link", "show", "dev", name)
                .describedAs("the interface " + name + " exists");
    }

    /// An entry for every interface made here, and for each of its members what it is a member of.
    private static Data entries(EvaluatedConfig config) {
        var entries = new Entries();
        config.get(BRIDGES).forEach((name, bridge) -> {
            entries.of(name);
            bridge.get(MEMBERS).forEach(member -> entries.of(member).put("bridge", Data.of(name)));
        });
        config.get(BONDS).forEach((name, bond) -> {
            entries.of(name);
            bond.get(MEMBERS).forEach(member -> entries.of(member).put("bond", Data.of(name)));
            bond.get(PRIMARY).ifPresent(member -> entries.of(member).put("settings", FIRST_CHOICE));
        });
        config.get(VLANS).forEach((name, vlan) -> {
            entries.of(name);
            entries.of(vlan.get(PARENT))
                    .merge("vlans", new Data.Items(List.of(Data.of(name))), VirtualInterfaces::joined);
        });
        return entries.table();
    }

    /// Ports of bridges and parts of bonds have no addresses, unless somebody says otherwise.
    private static Data silence(EvaluatedConfig config) {
        var entries = new Entries();
        List.of(BRIDGES, BONDS).forEach(kind -> config.get(kind).values().forEach(device -> device.get(MEMBERS)
                .forEach(member -> entries.of(member).put("linkLocal", Data.of("no")))));
        return entries.table();
    }

    private static Data joined(Data first, Data second) {
        var items = new ArrayList<>(((Data.Items) first).items());
        items.addAll(((Data.Items) second).items());
        return new Data.Items(items);
    }

    /// Entries of `networking.interfaces` on their way to becoming data.
    private static final class Entries {

        private final Map<String, Map<String, Data>> byName = new TreeMap<>();

        Map<String, Data> of(String name) {
            return byName.computeIfAbsent(name, any -> new TreeMap<>());
        }

        Data table() {
            var tables = new TreeMap<String, Data>();
            byName.forEach((name, entry) -> tables.put(name, new Data.Table(entry)));
            return new Data.Table(tables);
        }
    }

    private static OptionType<SortedMap<String, EvaluatedConfig>> named(OptionType<EvaluatedConfig> device) {
        return mapOf("name", device).withKeys(Words.DEVICE_NAME, Words::isDevice);
    }

    private static Option<Data.Table> section(String name) {
        return option(
                        "settings",
                        settings(),
                        "Further settings of the section `[%s]`, named as in systemd.netdev(5).".formatted(name))
                .defaultsTo(new Data.Table(Map.of()));
    }
}
