package dev.jos.packages.override;

import dev.jos.interfaces.BindablePackage;
import dev.jos.interfaces.InterfaceLayer;
import dev.jos.interfaces.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The programs of a scope: of a replacement they see the libraries, and otherwise what the system has.
///
/// @param consumer the package of the scope
/// @param all whether all programs are within the scope, or only those of the consumer
record ScopePerspective(String consumer, boolean all) implements Perspective {

    @Override
    public InterfaceLayer layer(PackageSet set, PackageSet before) throws IOException {
        List<BindablePackage> seen = new ArrayList<>();
        for (String name : set.names()) {
            BindablePackage now = set.bindable(name);
            Optional<BindablePackage> was =
                    before.names().contains(name) ? Optional.of(before.bindable(name)) : Optional.empty();
            BindablePackage each = set.locked(name).equals(before.locked(name)) ? now : Scope.seen(was, now);
            seen.add(all || name.equals(consumer) ? each : Scope.withoutPrograms(each));
        }
        return InterfaceLayer.bind(seen);
    }
}
