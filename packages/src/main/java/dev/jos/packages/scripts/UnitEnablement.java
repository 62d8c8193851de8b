package dev.jos.packages.scripts;

/// A systemd unit that its package enables.
///
/// @param unit the unit's file name, `ssh.service`; may be an instance, `getty@tty1.service`
/// @param scope which service manager it belongs to
public record UnitEnablement(String unit, Scope scope) implements Declaration {

    /// The service manager a unit belongs to.
    public enum Scope {
        /// The machine's, `/etc/systemd/system`.
        SYSTEM,
        /// That of every user, `/etc/systemd/user`.
        USER
    }

    public static UnitEnablement system(String unit) {
        return new UnitEnablement(unit, Scope.SYSTEM);
    }

    public static UnitEnablement user(String unit) {
        return new UnitEnablement(unit, Scope.USER);
    }
}
