package dev.jos.store;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What a verification read and found.
public record VerifyReport(long objects, long bytes, long trees, List<Damage> damages) {

    public VerifyReport {
        damages = List.copyOf(damages);
    }

    public boolean isClean() {
        return damages.isEmpty();
    }

    /// The objects that have to be supplied anew.
    public Set<ObjectId> badObjects() {
        Set<ObjectId> bad = new TreeSet<>();
        for (Damage damage : damages) {
            switch (damage) {
                case Damage.WrongContent wrong -> bad.add(wrong.object());
                case Damage.WrongMode wrong -> bad.add(wrong.object());
                case Damage.ObjectMissing missing -> bad.add(missing.object());
                case Damage.Unreadable unreadable ->
                    StoreScan.objectOf(unreadable.file()).ifPresent(bad::add);
                case Damage.WrongTree wrong -> {}
                case Damage.ForeignFile foreign -> {}
            }
        }
        return bad;
    }

    /// The trees that have to be supplied anew.
    public Set<TreeId> badTrees() {
        Set<TreeId> bad = new TreeSet<>();
        for (Damage damage : damages) {
            if (damage instanceof Damage.WrongTree wrong) {
                bad.add(wrong.tree());
            }
        }
        return bad;
    }
}
