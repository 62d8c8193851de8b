package dev.jos.activator.live;

import java.util.Set;

/// The file systems that somebody sees at `/usr` and at `/etc`, by their device numbers (`st_dev` of stat(3type)).
public record MountedDevices(long usr, long etc) {

    /// Whether this has one of `directories` of `before` that `now` has no more.
    boolean sharesWhatIsGone(MountedDevices before, MountedDevices now, Set<String> directories) {
        return (directories.contains("usr") && usr == before.usr && usr != now.usr)
                || (directories.contains("etc") && etc == before.etc && etc != now.etc);
    }
}
