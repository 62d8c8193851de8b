package dev.jos.system;

import dev.jos.config.ContentReference;
import dev.jos.host.Sha256;
import dev.jos.interfaces.LibraryPath;
import dev.jos.modules.PackageOverride;
import dev.jos.modules.PackageScope;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.UnitDefinition;
import dev.jos.packages.deb.LocalPackages;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.override.WantedOverride;
import dev.jos.packages.override.WantedScope;
import dev.jos.packages.source.SourceVariant;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a system wants to have from elsewhere than the rest.
public final class SystemOverrides {

    private static final Pattern START = Pattern.compile("^ExecStart=[@:+!|-]*\"?(/[^\\s\"]+)");

    private SystemOverrides() {}

    /// The overrides of `definition`; package files among them are in the cache of downloads then.
    ///
    /// @param beside where a file of the configuration is on this machine
    /// @throws dev.jos.packages.deb.UnusableFile if such a file is no package
    public static List<WantedOverride> of(
            SystemDefinition definition, Function<ContentReference, Path> beside, LocalPackages local)
            throws IOException {
        SystemRecipes recipes = SystemRecipes.of(definition, beside);
        Set<String> installed = SystemRecipes.installed(definition);
        List<WantedOverride> wanted = new ArrayList<>();
        for (String each : installed) {
            wanted.add(new WantedOverride(each, new WantedOverride.FromRecipe(recipes.making(each), true)));
        }
        List<PackageOverride> others = definition.packageOverrides().stream()
                .filter(each -> !installed.contains(each.name()))
                .toList();
        wanted.addAll(of(others, recipes, beside, local));
        return wanted;
    }

    /// The scopes of `definition`, likewise.
    ///
    /// @throws dev.jos.packages.deb.UnusableFile if such a file is no package
    public static List<WantedScope> scopes(
            SystemDefinition definition, Function<ContentReference, Path> beside, LocalPackages local)
            throws IOException {
        SystemRecipes recipes = SystemRecipes.of(definition, beside);
        List<WantedScope> wanted = new ArrayList<>();
        for (PackageScope each : definition.packageScopes()) {
            wanted.add(new WantedScope(
                    each.name(),
                    PackageScope.isUnit(each.name()),
                    definition.units().stream()
                            .filter(unit -> unit.name().equals(each.name()))
                            .findFirst()
                            .map(SystemOverrides::started),
                    of(each.overrides(), recipes, beside, local)));
        }
        return wanted;
    }

    /// The programs of the lines `ExecStart=`, without the signs in front of them (systemd.service(5)).
    private static List<String> started(UnitDefinition unit) {
        List<String> programs = new ArrayList<>();
        for (String line : unit.text().lines().toList()) {
            Matcher start = START.matcher(line);
            if (start.find()) {
                programs.add(LibraryPath.normalize(start.group(1)));
            }
        }
        return programs;
    }

    private static List<WantedOverride> of(
            Collection<PackageOverride> overrides,
            SystemRecipes recipes,
            Function<ContentReference, Path> beside,
            LocalPackages local)
            throws IOException {
        List<WantedOverride> wanted = new ArrayList<>();
        for (PackageOverride each : overrides) {
            WantedOverride.Origin origin =
                    switch (each.origin()) {
                        case PackageOverride.FromSuite(var suite, var version) ->
                            new WantedOverride.FromSuite(suite, version);
                        case PackageOverride.OfVersion(var version) -> new WantedOverride.OfVersion(version);
                        case PackageOverride.FromFile(var file) ->
                            new WantedOverride.LocalFile(
                                    file.path(), local.take(beside.apply(file), LockedPackage.LOCAL));
                        case PackageOverride.FromSource source ->
                            new WantedOverride.FromSource(
                                    variant(source, beside),
                                    source.acceptedTypeChange().isPresent());
                        case PackageOverride.FromRecipe(var name, var _) ->
                            new WantedOverride.FromRecipe(recipes.named(name), false);
                    };
            wanted.add(new WantedOverride(each.name(), origin));
        }
        return wanted;
    }

    private static SourceVariant variant(PackageOverride.FromSource source, Function<ContentReference, Path> beside)
            throws IOException {
        List<SourceVariant.Patch> patches = new ArrayList<>();
        for (ContentReference each : source.patches()) {
            Path file = beside.apply(each);
            patches.add(new SourceVariant.Patch(each.path(), file, Sha256.ofFile(file)));
        }
        return new SourceVariant(
                source.source(),
                source.suite(),
                source.version(),
                new TreeSet<>(source.options()),
                new TreeSet<>(source.profiles()),
                source.configureFlags(),
                patches,
                source.upstream()
                        .map(each -> new SourceVariant.Upstream(
                                each.version(), URI.create(each.url()), Sha256.parse(each.sha256()))),
                source.stubs(),
                source.timeout());
    }
}
