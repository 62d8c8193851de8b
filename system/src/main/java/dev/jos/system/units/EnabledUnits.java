package dev.jos.system.units;

import dev.jos.modules.SystemDefinition;
import dev.jos.modules.UnitDefinition;
import dev.jos.packages.debian.EnablementLink;
import dev.jos.packages.debian.EnablementLinks;
import dev.jos.packages.debian.PackagedUnits;
import dev.jos.packages.scripts.Declarations;
import dev.jos.packages.scripts.UnitEnablement.Scope;
import dev.jos.system.etc.Additions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Decides which units start: what packages ask for, what the configuration asks for, less what it does not want.
public final class EnabledUnits {

    /// Pointless here: caches are made when a system is composed, accounts too, and packages never change in place.
    private static final List<String> MASKED = List.of(
            "apt-daily-upgrade.timer",
            "apt-daily.timer",
            "dpkg-db-backup.timer",
            "ldconfig.service",
            "man-db.timer",
            "systemd-firstboot.service",
            "systemd-hwdb-update.service",
            "systemd-journal-catalog-update.service",
            "systemd-sysusers.service",
            "systemd-update-done.service");

    /// Of use only to those who ask for them: `e2scrub` needs LVM snapshots.
    private static final List<String> DISABLED = List.of("e2scrub_all.timer", "e2scrub_reap.service");

    private static final String SYSTEM = "etc/systemd/system/";
    private static final String NOWHERE = "/dev/null";

    private final SystemDefinition definition;
    private final Declarations declarations;
    private final PackagedUnits packaged;
    private final Additions additions;

    public EnabledUnits(
            SystemDefinition definition, Declarations declarations, PackagedUnits packaged, Additions additions) {
        this.definition = definition;
        this.declarations = declarations;
        this.packaged = packaged;
        this.additions = additions;
    }

    /// Writes the links.
    ///
    /// @return units that the configuration enables and that no package has
    public Set<String> write() throws IOException {
        Set<String> off = off();
        List<String> wanted = new ArrayList<>(packaged.enabled(declarations, Scope.SYSTEM));
        wanted.removeAll(off);
        wanted.addAll(definition.enabledUnits());
        EnablementLinks.Result system = EnablementLinks.enable(wanted, packaged.files(Scope.SYSTEM));
        system.links().stream().filter(link -> !off.contains(unit(link))).forEach(link -> link("system/", link));
        EnablementLinks.enable(packaged.enabled(declarations, Scope.USER), packaged.files(Scope.USER))
                .links()
                .forEach(link -> link("user/", link));
        definition.units().forEach(unit -> link("system", unit));
        definition.userUnits().forEach(unit -> link("user", unit));
        mask();
        var unknown = new TreeSet<>(system.missing());
        unknown.retainAll(definition.enabledUnits());
        return unknown;
    }

    private Set<String> off() {
        var off = new HashSet<>(DISABLED);
        off.addAll(MASKED);
        off.removeAll(definition.enabledUnits());
        off.addAll(definition.disabledUnits());
        off.addAll(definition.maskedUnits());
        return off;
    }

    private static String unit(EnablementLink link) {
        return link.path().substring(link.path().lastIndexOf('/') + 1);
    }

    private void link(String manager, EnablementLink link) {
        additions.link("etc/systemd/" + manager + link.path(), link.target());
    }

    private void link(String manager, UnitDefinition unit) {
        String directory = "etc/systemd/" + manager + "/";
        String target = "/" + directory + unit.name();
        unit.wantedBy().forEach(other -> additions.link(directory + other + ".wants/" + unit.name(), target));
        unit.requiredBy().forEach(other -> additions.link(directory + other + ".requires/" + unit.name(), target));
        unit.aliases().forEach(alias -> additions.link(directory + alias, target));
    }

    private void mask() {
        for (String unit : MASKED) {
            boolean shipped = additions.node("usr/lib/systemd/system/" + unit).isPresent();
            if (shipped && !definition.enabledUnits().contains(unit)) {
                additions.link(SYSTEM + unit, NOWHERE);
            }
        }
        for (String unit : definition.maskedUnits()) {
            additions.remove(SYSTEM + unit);
            additions.link(SYSTEM + unit, NOWHERE);
        }
    }
}
