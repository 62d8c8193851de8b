package dev.jos.activator.units;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The name of a unit, such as `getty@tty1.service`; see systemd.unit(5).
///
/// @param text with its suffix
public record UnitName(String text) implements Comparable<UnitName> {

    /// What stands before the suffix.
    public String stem() {
        int dot = text.lastIndexOf('.');
        return dot < 0 ? text : text.substring(0, dot);
    }

    /// `service`, `socket` and so on.
    public String type() {
        return text.substring(text.lastIndexOf('.') + 1);
    }

    /// The template of an instance: `getty@.service`.
    public Optional<UnitName> template() {
        int at = stem().indexOf('@');
        return at < 0 || at == stem().length() - 1
                ? Optional.empty()
                : Optional.of(new UnitName(stem().substring(0, at + 1) + "." + type()));
    }

    /// Whether this is a template, which cannot be started itself.
    public boolean isTemplate() {
        return stem().endsWith("@");
    }

    /// What the instance is called, `tty1`; empty for other units.
    public String instance() {
        int at = stem().indexOf('@');
        return at < 0 ? "" : stem().substring(at + 1);
    }

    /// What stands before the `@`, or the whole stem.
    public String prefix() {
        int at = stem().indexOf('@');
        return at < 0 ? stem() : stem().substring(0, at);
    }

    /// The unit of the same stem and another type.
    public UnitName ofType(String type) {
        return new UnitName(stem() + "." + type);
    }

    /// The directories of drop-ins for this unit, those that count least first: of its type, of its prefixes up to
    /// each dash, of its template, its own.
    List<String> dropInDirectories() {
        var names = new ArrayList<String>();
        names.add(type() + ".d");
        String prefix = prefix();
        for (int dash = prefix.indexOf('-'); dash > 0; dash = prefix.indexOf('-', dash + 1)) {
            if (dash < prefix.length() - 1) {
                names.add(prefix.substring(0, dash + 1) + "." + type() + ".d");
            }
        }
        template().ifPresent(template -> names.add(template.text() + ".d"));
        names.add(text + ".d");
        return names;
    }

    @Override
    public int compareTo(UnitName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
