package dev.jos.system;

import dev.jos.host.Sha256;
import dev.jos.interfaces.BindablePackage;
import dev.jos.interfaces.InterfaceLayer;
import dev.jos.interfaces.Rebinding;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.lock.LockChange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What becomes of a machine's packages when another system takes the place of the one it has.
///
/// @param packages those that come, go, or are replaced
/// @param rebinding what that means for those that stay
public record SystemChange(List<LockChange> packages, Rebinding rebinding) {

    public SystemChange {
        packages = List.copyOf(packages);
    }

    /// Compares two sets of packages and how they are bound.
    public static SystemChange between(Collection<ImportedPackage> before, Collection<ImportedPackage> after)
            throws IOException {
        List<LockChange> changes = LockChange.between(
                before.stream().map(ImportedPackage::locked).toList(),
                after.stream().map(ImportedPackage::locked).toList());
        // Most packages are in both.
        Map<Sha256, BindablePackage> read = new HashMap<>();
        return new SystemChange(
                changes.stream().filter(SystemChange::isOther).toList(),
                Rebinding.between(layer(before, read), layer(after, read)));
    }

    /// The same bytes may be in several suites.
    private static boolean isOther(LockChange change) {
        return !(change instanceof LockChange.Moved moved)
                || !moved.before().sha256().equals(moved.now().sha256());
    }

    private static InterfaceLayer layer(Collection<ImportedPackage> packages, Map<Sha256, BindablePackage> read)
            throws IOException {
        List<BindablePackage> bindable = new ArrayList<>();
        for (ImportedPackage each : packages) {
            Sha256 archive = each.locked().sha256();
            @Nullable BindablePackage known = read.get(archive);
            if (known == null) {
                known = each.bindable();
                read.put(archive, known);
            }
            bindable.add(known);
        }
        return InterfaceLayer.bind(bindable);
    }
}
