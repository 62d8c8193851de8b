package dev.jos.packages.override;

import dev.jos.interfaces.BindablePackage;
import dev.jos.interfaces.InterfaceLayer;
import dev.jos.interfaces.Scope;
import dev.jos.packages.deb.InterfaceLayers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The programs of a scope: of a replacement they see the libraries, and otherwise what the system has.
///
/// @param consumer the package of the scope
/// @param all whether all programs are within the scope, or only those of the consumer
record ScopePerspective(String consumer, boolean all) implements Perspective {

    @Override
    public InterfaceLayer layer(PackageSet set, PackageSet before, InterfaceLayers layers) throws IOException {
        Map<String, BindablePackage> earlier = new HashMap<>();
        layers.bindable(before.all()).forEach(each -> earlier.put(each.name(), each));
        List<BindablePackage> seen = new ArrayList<>();
        for (BindablePackage now : layers.bindable(set.all())) {
            String name = now.name();
            boolean same = set.locked(name).equals(before.locked(name));
            BindablePackage each = same ? now : Scope.seen(Optional.ofNullable(earlier.get(name)), now);
            seen.add(all || name.equals(consumer) ? each : Scope.withoutPrograms(each));
        }
        return InterfaceLayer.bind(seen);
    }
}
