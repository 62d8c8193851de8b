package dev.jos.modules;

import dev.jos.modules.units.Unit;
import java.util.List;

/// A systemd unit that the configuration itself defines, placed in `/etc/systemd/system`.
///
/// `text` needs no `[Install]` section: `wantedBy`, `requiredBy` and `aliases` say which links enable the unit.
public record UnitDefinition(
        String name, String text, List<String> wantedBy, List<String> requiredBy, List<String> aliases) {

    public UnitDefinition {
        wantedBy = List.copyOf(wantedBy);
        requiredBy = List.copyOf(requiredBy);
        aliases = List.copyOf(aliases);
    }

    /// A unit that nothing enables.
    public static UnitDefinition of(String name, String text) {
        return new UnitDefinition(name, text, List.of(), List.of(), List.of());
    }

    /// What a typed unit says.
    public static UnitDefinition of(Unit<?> unit) {
        return new UnitDefinition(unit.name(), unit.text(), unit.wantedBy(), unit.requiredBy(), unit.aliases());
    }

    /// This unit, started along with others.
    public UnitDefinition wantedBy(String... units) {
        return new UnitDefinition(name, text, List.of(units), requiredBy, aliases);
    }
}
