package dev.jos.activator.live;

import dev.jos.activator.units.UnitName;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/// The service manager of the machine, systemd.
///
/// Requests wait until they are carried out. A unit that could not be stopped or started is no exception but part of
/// the answer; that the manager cannot be asked at all is one.
public interface ServiceManager {

    /// Whether a service manager runs here; not so in a chroot.
    boolean isRunning();

    /// A unit, and the control group of its processes.
    record Loaded(LiveUnit unit, String controlGroup) {}

    /// The `ActiveState` of all loaded units: `active`, `inactive`, `failed` …
    SortedMap<UnitName, String> states() throws IOException;

    /// Active services, without what only their processes tell.
    List<Loaded> services(Collection<UnitName> active) throws IOException;

    /// Reads all units anew.
    void reloadDefinitions() throws IOException;

    /// Replaces the manager's own process by a new one.
    void reexecute() throws IOException;

    /// The same for the manager of a user.
    void reloadUserManager(int user) throws IOException;

    /// What to do with units.
    enum Request {
        STOP("stop"),
        RELOAD("reload"),
        RESTART("restart"),
        START("start"),
        /// Forgets that they failed.
        FORGET_FAILURE("reset-failed");

        private final String verb;

        Request(String verb) {
            this.verb = verb;
        }

        /// The command of systemctl(1).
        public String verb() {
            return verb;
        }
    }

    /// Does it to all of `units` at the same time.
    ///
    /// @return those where it did not go well
    SortedSet<UnitName> request(Request request, Collection<UnitName> units) throws IOException;

    /// Why a unit failed, in the last lines that it logged.
    List<String> lastWords(UnitName unit) throws IOException;
}
