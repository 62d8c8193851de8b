package dev.jos.packages.debian;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Computes the links that `systemctl enable` makes, from the `[Install]` sections of unit files; systemctl(1).
public final class EnablementLinks {

    private final UnitFiles units;
    private final Map<String, EnablementLink> links = new LinkedHashMap<>();
    private final Set<String> seen = new LinkedHashSet<>();
    private final List<String> missing = new ArrayList<>();

    private EnablementLinks(UnitFiles units) {
        this.units = units;
    }

    /// What enabling gives.
    ///
    /// @param links in the order of their paths
    /// @param missing units that have no file, or a template that names no default instance
    public record Result(List<EnablementLink> links, List<String> missing) {

        public Result {
            links = List.copyOf(links);
            missing = List.copyOf(missing);
        }
    }

    /// Enables units with all they take along by `Also=`. A template without an instance stands for its default one.
    public static Result enable(Iterable<String> names, UnitFiles units) throws IOException {
        EnablementLinks enablement = new EnablementLinks(units);
        for (String name : names) {
            enablement.enable(name, true);
        }
        List<EnablementLink> links = enablement.links.values().stream()
                .sorted((one, other) -> one.path().compareTo(other.path()))
                .toList();
        return new Result(links, enablement.missing);
    }

    private void enable(String name, boolean required) throws IOException {
        if (!seen.add(name)) {
            return;
        }
        UnitName unit = UnitName.parse(name);
        Optional<UnitFiles.UnitFile> file = units.find(name);
        if (file.isEmpty() && unit.isInstance()) {
            file = units.find(unit.template());
        }
        if (file.isEmpty()) {
            if (required) {
                missing.add(name);
            }
            return;
        }
        InstallSection install = InstallSection.parse(file.get().text());
        List<String> defaults = install.list("DefaultInstance");
        if (unit.isTemplate()) {
            if (defaults.isEmpty()) {
                if (required) {
                    missing.add(name);
                }
                return;
            }
            unit = unit.withInstance(defaults.getLast());
        }
        link(unit, file.get().path(), install);
        for (String also : install.list("Also")) {
            enable(unit.expand(also), false);
        }
    }

    private void link(UnitName unit, String target, InstallSection install) {
        for (String wanting : install.list("WantedBy")) {
            put(unit.expand(wanting) + ".wants/" + unit.name(), target);
        }
        for (String requiring : install.list("RequiredBy")) {
            put(unit.expand(requiring) + ".requires/" + unit.name(), target);
        }
        for (String upheldBy : install.list("UpheldBy")) {
            put(unit.expand(upheldBy) + ".upholds/" + unit.name(), target);
        }
        for (String alias : install.list("Alias")) {
            String expanded = unit.expand(alias);
            if (!expanded.equals(unit.name())) {
                put(expanded, target);
            }
        }
    }

    private void put(String path, String target) {
        links.putIfAbsent(path, new EnablementLink(path, target));
    }
}
