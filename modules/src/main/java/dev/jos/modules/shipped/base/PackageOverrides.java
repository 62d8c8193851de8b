package dev.jos.modules.shipped.base;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.contentFile;
import static dev.jos.config.Types.mapOf;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.submodule;

import dev.jos.config.ContentReference;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.config.Place;
import dev.jos.modules.PackageOverride;
import dev.jos.modules.Problem;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/// Packages that come from elsewhere than the rest, while everything that uses them stays as it is.
public final class PackageOverrides implements SystemModule {

    static final Option<Optional<String>> SUITE = option(
                    "suite",
                    nullable(matching("the name of a suite, such as `trixie-backports`", Words::isPackage)),
                    "The suite of the Debian archive to take the package from: the newest version it has, unless `version` says otherwise. With `source`, the suite that its source is taken from.")
            .defaultsTo(Optional.empty())
            .example("trixie-backports");

    static final Option<Optional<String>> VERSION = option(
                    "version",
                    nullable(
                            matching("a version in double quotes, such as `\"5.8.1-1\"`", PackageOverrides::isVersion)),
                    "Exactly this version, of `suite` or else of the system's own suites. With `source`, of the source package.")
            .defaultsTo(Optional.empty())
            .example("\"5.8.1-1\"");

    static final Option<Optional<ContentReference>> DEB = option(
                    "deb",
                    nullable(contentFile()),
                    "A package file beside the configuration, relative to the file that says so.")
            .defaultsTo(Optional.empty())
            .example("\"./liblzma5_5.8.4-1_amd64.deb\"");

    static final Option<Optional<String>> RECIPE = option(
                    "recipe",
                    nullable(matching("the name of a recipe, such as `greet`", Words::isPackage)),
                    "The recipe that makes the package: one of those in `packages.recipes`.")
            .defaultsTo(Optional.empty())
            .example("greet");

    /// Where a package can come from, in an entry of [#OVERRIDES].
    private static final List<Option<?>> ORIGINS = List.of(SourceOptions.SOURCE, RECIPE, SUITE, VERSION, DEB);

    /// What an entry of [#OVERRIDES] can say.
    static final List<Option<?>> ALL = Stream.concat(Stream.of(SUITE, VERSION, DEB, RECIPE), SourceOptions.ALL.stream())
            .toList();

    public static final Option<SortedMap<String, EvaluatedConfig>> OVERRIDES = option(
                    "packages.override",
                    mapOf("package", submodule(ALL.toArray(Option<?>[]::new)))
                            .withKeys("the name of a package", Words::isPackage),
                    "Packages to take from elsewhere than the rest of the system. What uses them is bound to the new ones and not built again; a build fails if that would break anything.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ liblzma5 { source = xz-utils, debug = true } }")
            .inNixos("nixpkgs.overlays");

    static final Option<Boolean> REBUILD = option(
                    "packages.rebuild",
                    bool(),
                    "Whether packages that miss something of a replacement are built again from source with it. Else such a replacement is refused.")
            .defaultsTo(true);

    @Override
    public List<Option<?>> options() {
        return List.of(OVERRIDES, REBUILD);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (!config.get(REBUILD)) {
            system.neverRebuild();
        }
        config.get(OVERRIDES).forEach((name, entry) -> read(name, entry, system).ifPresent(system::overridePackage));
    }

    /// The override of the package `name` that an entry describes; none, and a problem, if it does not describe one.
    static Optional<PackageOverride> read(String name, EvaluatedConfig entry, SystemDefinition system) {
        var suite = entry.get(SUITE);
        var version = entry.get(VERSION);
        var deb = entry.get(DEB);
        var source = entry.get(SourceOptions.SOURCE);
        if (source.isEmpty()) {
            withoutSource(name, entry, system);
        }
        var recipe = entry.get(RECIPE);
        var other = Stream.of(SourceOptions.SOURCE, DEB, SUITE, VERSION)
                .filter(option -> entry.get(option).isPresent())
                .findFirst();
        if (recipe.isPresent() && other.isPresent()) {
            system.problem(Problem.error("The package `%s` comes from two places.".formatted(name))
                    .about(entry, RECIPE, "a recipe here")
                    .about(entry, other.get(), "and another origin here")
                    .hint("Remove one of the two."));
            return Optional.empty();
        }
        if (source.isPresent() && deb.isPresent()) {
            system.problem(Problem.error("The package `%s` comes from two places.".formatted(name))
                    .about(entry, DEB, "a file here")
                    .about(entry, SourceOptions.SOURCE, "and a source here")
                    .hint("Remove one of the two."));
            return Optional.empty();
        }
        if (deb.isPresent() && (suite.isPresent() || version.isPresent())) {
            system.problem(Problem.error("The package `%s` comes from two places.".formatted(name))
                    .about(entry, DEB, "a file here")
                    .about(entry, suite.isPresent() ? SUITE : VERSION, "and the archive here")
                    .hint("Remove one of the two."));
            return Optional.empty();
        }
        Optional<PackageOverride.Origin> origin = source.<PackageOverride.Origin>map(
                        each -> SourceOptions.read(entry, each, suite, version))
                .or(() -> recipe.map(each -> new PackageOverride.FromRecipe(each, entry.place(RECIPE))))
                .or(() -> deb.map(PackageOverride.FromFile::new))
                .or(() -> suite.map(each -> new PackageOverride.FromSuite(each, version)))
                .or(() -> version.map(PackageOverride.OfVersion::new));
        if (origin.isEmpty()) {
            system.problem(
                    Problem.error("The override of `%s` does not say where the package comes from.".formatted(name))
                            .about(entry, SUITE, "nothing here says so")
                            .hint("Give it one of `suite`, `version`, `deb`, `source` and `recipe`."));
        }
        return origin.map(each -> new PackageOverride(name, each));
    }

    /// Where one of `overrides` says from where the package `name` comes.
    public static Optional<Place> place(Map<String, EvaluatedConfig> overrides, String name) {
        return Optional.ofNullable(overrides.get(name))
                .flatMap(entry ->
                        ORIGINS.stream().filter(entry::isDefined).findFirst().flatMap(entry::place));
    }

    /// What says how to build means nothing without a source.
    private static void withoutSource(String name, EvaluatedConfig entry, SystemDefinition system) {
        SourceOptions.ALL.stream()
                .filter(entry::isDefined)
                .findFirst()
                .ifPresent(option -> system.problem(Problem.error(
                                "`%s` says how `%s` is built, but not from what source.".formatted(option.name(), name))
                        .about(entry, option, "here")
                        .hint("Add `source`, the name of its source package; `jos package show %s` says it."
                                .formatted(name))));
    }

    /// Debian Policy 5.6.12.
    private static boolean isVersion(String text) {
        return text.matches("([0-9]+:)?[0-9][A-Za-z0-9.+~-]*");
    }
}
