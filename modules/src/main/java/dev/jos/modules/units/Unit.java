package dev.jos.modules.units;

import dev.jos.config.Data;
import dev.jos.modules.formats.UnitFile;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A unit of systemd on its way to becoming a file: systemd.unit(5).
///
/// Every method says one thing and returns the unit, so that a unit reads as one sentence. What has no method can
/// be [#set] by the name that systemd's manual gives it. Texts such as the description are taken literally; where a
/// method takes what the manual describes, `%` begins a specifier.
///
/// @param <U> the kind of unit
public abstract sealed class Unit<U extends Unit<U>>
        permits MountUnit, PathUnit, ServiceUnit, SliceUnit, SocketUnit, TargetUnit, TimerUnit {

    private static final String UNIT = "Unit";

    private final String name;
    private final String section;
    private final UnitFile file = new UnitFile();
    private List<String> wantedBy;
    private List<String> requiredBy = List.of();
    private List<String> aliases = List.of();

    /// @param name with its suffix
    /// @param section the one that only this kind of unit has
    Unit(String name, String section, List<String> wantedBy) {
        this.name = name;
        this.section = section;
        this.wantedBy = wantedBy;
    }

    /// A service; `name` has no suffix, here and with all others.
    public static ServiceUnit service(String name) {
        return new ServiceUnit(name + ".service");
    }

    /// A timer, which starts the service of the same name. Started by `timers.target`.
    public static TimerUnit timer(String name) {
        return new TimerUnit(name + ".timer");
    }

    /// A socket, which starts the service of the same name. Started by `sockets.target`.
    public static SocketUnit socket(String name) {
        return new SocketUnit(name + ".socket");
    }

    /// A watched path, which starts the service of the same name. Started by `paths.target`.
    public static PathUnit path(String name) {
        return new PathUnit(name + ".path");
    }

    /// A mount of `what` at the absolute path `where`, which names the unit. Started by `local-fs.target`.
    public static MountUnit mount(String what, String where) {
        return new MountUnit(what, where);
    }

    /// A slice, which bounds what the units in it may use together.
    public static SliceUnit slice(String name) {
        return new SliceUnit(name + ".slice");
    }

    /// A target, which stands for a group of units.
    public static TargetUnit target(String name) {
        return new TargetUnit(name + ".target");
    }

    /// How systemd-escape(1) names the unit of a path, without the suffix.
    public static String escaped(String path) {
        String inner = path.replaceAll("/+", "/").replaceAll("^/|/$", "");
        if (inner.isEmpty()) {
            return "-";
        }
        var name = new StringBuilder();
        for (byte each : inner.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (each & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || c == ':' || c == '_' || c == '.');
            if (c == '/') {
                name.append('-');
            } else if (plain && !(c == '.' && name.isEmpty())) {
                name.append(c);
            } else {
                name.append("\\x%02x".formatted((int) c));
            }
        }
        return name.toString();
    }

    abstract U self();

    /// What the unit is, for people.
    public U description(String text) {
        return set(UNIT, "Description", literally(text));
    }

    /// Where to read about it, such as `man:sshd(8)` or an address.
    public U documentation(String... places) {
        return set(UNIT, "Documentation", String.join(" ", places));
    }

    /// Units that have to be started before this one.
    public U after(String... units) {
        return set(UNIT, "After", String.join(" ", units));
    }

    /// Units that have to wait for this one.
    public U before(String... units) {
        return set(UNIT, "Before", String.join(" ", units));
    }

    /// Units that are started along, as far as they can be.
    public U wants(String... units) {
        return set(UNIT, "Wants", String.join(" ", units));
    }

    /// Units that are started along, and without which this one does not start.
    public U requires(String... units) {
        return set(UNIT, "Requires", String.join(" ", units));
    }

    /// Units with which this one stops, for whatever reason they do.
    public U bindsTo(String... units) {
        return set(UNIT, "BindsTo", String.join(" ", units));
    }

    /// Units with which this one is stopped and restarted.
    public U partOf(String... units) {
        return set(UNIT, "PartOf", String.join(" ", units));
    }

    /// Units that are stopped when this one starts.
    public U conflicts(String... units) {
        return set(UNIT, "Conflicts", String.join(" ", units));
    }

    /// Starts after the network has addresses, where that is waited for at all.
    public U afterNetworkIsOnline() {
        return wants("network-online.target").after("network-online.target");
    }

    /// A condition without which the unit is left out, such as `condition("PathExists", "/etc/app.conf")`.
    public U condition(String what, String value) {
        return set(UNIT, "Condition" + what, value);
    }

    /// Units that start this one, instead of those that do by default.
    public U wantedBy(String... units) {
        wantedBy = List.of(units);
        return self();
    }

    /// Units that start this one, and that fail when it does.
    public U requiredBy(String... units) {
        requiredBy = List.of(units);
        return self();
    }

    /// Further names of the unit, with their suffix.
    public U aliases(String... names) {
        aliases = List.of(names);
        return self();
    }

    /// Adds a line to the section that this kind of unit has, as systemd's manual describes it.
    public U set(String key, String value) {
        return set(section, key, value);
    }

    /// Adds a line to any section, as systemd's manual describes it; an empty value adds none.
    public U set(String section, String key, String value) {
        file.set(section, key, value);
        return self();
    }

    /// Adds free-form settings to any section, see [UnitFile#settings].
    public U settings(String section, Data.Table settings) {
        file.settings(section, settings);
        return self();
    }

    U clear(String key) {
        file.assign(section, key, "");
        return self();
    }

    boolean lacks(String key) {
        return file.lacks(section, key);
    }

    /// `text` where `%` would begin a specifier.
    static String literally(String text) {
        return text.replace("%", "%%");
    }

    /// The name with its suffix.
    public String name() {
        return name;
    }

    /// The file.
    public String text() {
        return file.toString();
    }

    /// Units that start this one.
    public List<String> wantedBy() {
        return wantedBy;
    }

    /// Units that start this one and need it.
    public List<String> requiredBy() {
        return requiredBy;
    }

    /// Further names.
    public List<String> aliases() {
        return aliases;
    }
}
