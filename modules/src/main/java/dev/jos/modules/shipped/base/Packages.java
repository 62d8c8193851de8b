package dev.jos.modules.shipped.base;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.contentFile;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.set;

import dev.jos.config.ContentReference;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.config.OptionType;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.PackageSettings;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Debian packages, and where they come from.
public final class Packages implements SystemModule {

    public static final Option<Set<String>> INSTALL = option(
                    "packages.install",
                    set(Words.packageName()),
                    "Debian packages to put into the system, with all that they depend on.")
            .defaultsTo(Set.of())
            .example("[vim, git, htop]")
            .inNixos("environment.systemPackages");

    public static final Option<Boolean> RECOMMENDS = option(
                    "packages.recommends",
                    bool(),
                    "Whether packages bring along what they recommend, and not only what they depend on.")
            .defaultsTo(false);

    public static final Option<List<String>> SUITES = option(
                    "packages.suites",
                    list(matching("the name of a suite, such as `trixie`", Words::isPackage)),
                    "The suites of the Debian archive that packages are taken from.")
            .defaultsTo(List.of("trixie", "trixie-updates", "trixie-security"));

    public static final Option<Set<String>> COMPONENTS = option(
                    "packages.components",
                    set(matching("the name of a component, such as `main`", Words::isPackage)),
                    "The components of the Debian archive that packages are taken from.")
            .defaultsTo(new LinkedHashSet<>(List.of("main")))
            .example("[main, non-free-firmware]");

    public static final Option<Optional<String>> MIRROR = option(
                    "packages.mirror",
                    nullable(url()),
                    "The mirror of the Debian archive. Without one, what the building machine's own settings name, or else `http://deb.debian.org/debian`.")
            .defaultsTo(Optional.empty())
            .example("\"http://deb.debian.org/debian\"");

    public static final Option<Optional<String>> SECURITY_MIRROR = option(
                    "packages.securityMirror",
                    nullable(url()),
                    "The mirror of Debian's security archive, chosen like `packages.mirror`.")
            .defaultsTo(Optional.empty())
            .example("\"http://deb.debian.org/debian-security\"");

    public static final Option<List<ContentReference>> RECIPES = option(
                    "packages.recipes",
                    list(contentFile()),
                    "Files with recipes: how packages are made that the Debian archive does not have. Their packages can be named in `packages.install`, where they come before those of the archive, and in `packages.override`.")
            .defaultsTo(List.of())
            .example("[\"recipes/greet.conf\"]")
            .inNixos("nixpkgs.overlays");

    @Override
    public List<Option<?>> options() {
        return List.of(INSTALL, RECIPES, RECOMMENDS, SUITES, COMPONENTS, MIRROR, SECURITY_MIRROR);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        config.get(INSTALL).forEach(system::installPackage);
        config.get(RECIPES).forEach(system::recipeFile);
        system.healthCheck(HealthCheck.succeeds("packages", "/usr/bin/dpkg-query", "--show")
                .describedAs("the list of packages can be read"));
        system.packageSettings(new PackageSettings(
                config.get(RECOMMENDS),
                config.get(MIRROR).orElse(""),
                config.get(SECURITY_MIRROR).orElse(""),
                config.get(SUITES),
                new ArrayList<>(config.get(COMPONENTS))));
    }

    private static OptionType<String> url() {
        return matching(
                "an `http://` or `https://` address in double quotes",
                text -> (text.startsWith("http://") || text.startsWith("https://")) && text.indexOf(' ') < 0);
    }
}
