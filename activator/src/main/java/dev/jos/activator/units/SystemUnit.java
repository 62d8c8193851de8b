package dev.jos.activator.units;

import java.util.ArrayList;
import java.util.List;

/// A unit as a system has it.
///
/// @param name the name it was asked for, never an alias
/// @param masked whether it can never be started
/// @param settings of the file and all drop-ins
public record SystemUnit(UnitName name, boolean masked, UnitSettings settings) {

    private static final List<String> PULLS_IN = List.of("Wants", "Requires", "BindsTo", "Requisite", "Upholds");

    /// The units that its own settings pull in.
    List<UnitName> pulledIn() {
        var units = new ArrayList<UnitName>();
        for (String key : PULLS_IN) {
            settings.words("Unit", key).stream()
                    .map(word -> word.replace("%i", name.instance()).replace("%I", name.instance()))
                    .map(UnitName::new)
                    .forEach(units::add);
        }
        return units;
    }

    /// Whether its process is told to read its configuration again, when asked to.
    public boolean canReload() {
        return !settings.all("Service", "ExecReload").isEmpty()
                || settings.all("Service", "Type").contains("notify-reload");
    }

    /// Runs to its end and is then done.
    public boolean isOneshot() {
        return settings.all("Service", "Type").stream()
                .reduce("", (_, last) -> last)
                .equals("oneshot");
    }

    /// Whether it belongs to the early boot, before the usual dependencies hold.
    public boolean isEarly() {
        return !settings.flag("Unit", "DefaultDependencies", true);
    }
}
