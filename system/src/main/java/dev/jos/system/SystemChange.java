package dev.jos.system;

import dev.jos.interfaces.Rebinding;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.deb.InterfaceLayers;
import dev.jos.packages.lock.LockChange;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/// What becomes of a machine's packages when another system takes the place of the one it has.
///
/// @param packages those that come, go, or are replaced
/// @param rebinding what that means for those that stay
public record SystemChange(List<LockChange> packages, Rebinding rebinding) {

    public SystemChange {
        packages = List.copyOf(packages);
    }

    /// Compares two sets of packages and how they are bound.
    public static SystemChange between(
            Collection<ImportedPackage> before, Collection<ImportedPackage> after, InterfaceLayers layers)
            throws IOException {
        List<LockChange> changes = LockChange.between(
                before.stream().map(ImportedPackage::locked).toList(),
                after.stream().map(ImportedPackage::locked).toList());
        return new SystemChange(
                changes.stream().filter(SystemChange::isOther).toList(),
                Rebinding.between(layers.bind(before), layers.bind(after)));
    }

    /// The same bytes may be in several suites.
    private static boolean isOther(LockChange change) {
        return !(change instanceof LockChange.Moved moved)
                || !moved.before().sha256().equals(moved.now().sha256());
    }
}
