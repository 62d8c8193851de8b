package dev.jos.modules.shipped.base;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.mapOf;
import static dev.jos.config.Types.submodule;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.config.Place;
import dev.jos.modules.PackageOverride;
import dev.jos.modules.PackageScope;
import dev.jos.modules.Problem;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// Packages and services that have other libraries than the rest of the system, side by side with it.
public final class PackageScopes implements SystemModule {

    /// What stands in for libraries, in an entry of [#SCOPES].
    static final Option<SortedMap<String, EvaluatedConfig>> OVERRIDE = option(
                    "override",
                    mapOf("package", submodule(PackageOverrides.ALL.toArray(Option<?>[]::new)))
                            .withKeys("the name of a package", Words::isPackage),
                    "Packages whose libraries it loads from elsewhere; each entry is like one of `packages.override`.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ zlib1g.suite = bookworm }");

    public static final Option<SortedMap<String, EvaluatedConfig>> SCOPES = option(
                    "packages.scope",
                    mapOf("name", submodule(OVERRIDE))
                            .withKeys(
                                    "the name of a package, or of a unit that ends in `.service`",
                                    PackageScopes::isScope),
                    "Packages, or services by the names of their units, that have other libraries than the rest of the system. The programs of the package, or all that the service starts, load them; everything else keeps what it has. Nothing is built again.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ curl.override.zlib1g.suite = bookworm }");

    @Override
    public List<Option<?>> options() {
        return List.of(SCOPES);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        config.get(SCOPES).forEach((name, entry) -> scope(name, entry, system));
    }

    private static void scope(String name, EvaluatedConfig entry, SystemDefinition system) {
        List<PackageOverride> overrides = new ArrayList<>();
        SortedMap<String, EvaluatedConfig> wanted = entry.get(OVERRIDE);
        wanted.forEach(
                (each, origin) -> PackageOverrides.read(each, origin, system).ifPresent(overrides::add));
        if (wanted.isEmpty()) {
            system.problem(Problem.error("The scope of `%s` overrides nothing.".formatted(name))
                    .about(entry, OVERRIDE, "nothing here says what is different")
                    .hint("Name a package that it loads libraries of: `override.zlib1g.suite = …`."));
        }
        system.scopePackage(new PackageScope(name, overrides));
    }

    /// Where `config` says from where a scope takes the package `name`, or where it has that scope.
    public static Optional<Place> place(EvaluatedConfig config, String scope, String name) {
        Optional<EvaluatedConfig> entry = Optional.ofNullable(config.get(SCOPES).get(scope));
        return name.equals(scope)
                ? entry.flatMap(each -> each.place(OVERRIDE))
                : entry.flatMap(each -> PackageOverrides.place(each.get(OVERRIDE), name));
    }

    /// Names of units with `:` or `\` would have to be escaped wherever their directory is named, and none is known.
    private static boolean isScope(String text) {
        return PackageScope.isUnit(text)
                ? Words.isUnit(text) && text.indexOf(':') < 0 && text.indexOf('\\') < 0
                : Words.isPackage(text);
    }
}
