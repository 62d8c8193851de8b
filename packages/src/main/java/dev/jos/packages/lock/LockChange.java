package dev.jos.packages.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// One difference between two locks, ordered by package name in lists.
public sealed interface LockChange {

    /// The package that changed.
    String name();

    record Added(LockedPackage now) implements LockChange {
        @Override
        public String name() {
            return now.name();
        }
    }

    record Removed(LockedPackage before) implements LockChange {
        @Override
        public String name() {
            return before.name();
        }
    }

    record Upgraded(LockedPackage before, LockedPackage now) implements LockChange {
        @Override
        public String name() {
            return now.name();
        }
    }

    record Downgraded(LockedPackage before, LockedPackage now) implements LockChange {
        @Override
        public String name() {
            return now.name();
        }
    }

    /// The same version from another suite, as when an update moves into a point release, or with other bytes.
    record Moved(LockedPackage before, LockedPackage now) implements LockChange {
        @Override
        public String name() {
            return now.name();
        }
    }

    /// What turns the packages of `before` into those of `now`.
    static List<LockChange> between(List<LockedPackage> before, List<LockedPackage> now) {
        NamedPackages old = new NamedPackages(before);
        NamedPackages recent = new NamedPackages(now);
        TreeSet<String> names = new TreeSet<>(old.byName().keySet());
        names.addAll(recent.byName().keySet());
        List<LockChange> changes = new ArrayList<>();
        for (String name : names) {
            LockedPackage was = old.byName().get(name);
            LockedPackage is = recent.byName().get(name);
            if (was == null && is != null) {
                changes.add(new Added(is));
            } else if (was != null && is == null) {
                changes.add(new Removed(was));
            } else if (was != null && is != null && !was.equals(is)) {
                changes.add(changed(was, is));
            }
        }
        return List.copyOf(changes);
    }

    private static LockChange changed(LockedPackage before, LockedPackage now) {
        int order = now.version().compareTo(before.version());
        if (order > 0) {
            return new Upgraded(before, now);
        }
        return order < 0 ? new Downgraded(before, now) : new Moved(before, now);
    }
}
