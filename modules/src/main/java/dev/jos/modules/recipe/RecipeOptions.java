package dev.jos.modules.recipe;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.contentDirectory;
import static dev.jos.config.Types.duration;
import static dev.jos.config.Types.lines;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.mapOf;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.nonEmptyString;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.packageName;

import dev.jos.config.ContentReference;
import dev.jos.config.Option;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// What a recipe can say.
public final class RecipeOptions {

    static final Option<String> NAME = option(
                    "name",
                    packageName(),
                    "What the recipe is called. Its packages have this as the name of their source.")
            .example("greet");

    static final Option<String> VERSION = option(
                    "version",
                    matching(
                            "a version in double quotes, such as `\"1.0\"`",
                            text -> text.matches("[0-9][A-Za-z0-9.+~]*")),
                    "The version of the packages.")
            .example("\"1.0\"");

    static final Option<String> SUMMARY = option(
                    "summary", nonEmptyString(), "What the packages are for, in a few words.")
            .example("\"Says hello\"");

    static final Option<Optional<String>> URL = option(
                    "source.url",
                    nullable(matching("an http or https address", text -> text.matches("https?://[!-~]+"))),
                    "Where the source is: a tar archive, compressed or not.")
            .defaultsTo(Optional.empty())
            .example("\"https://example.org/greet-1.0.tar.gz\"");

    static final Option<Optional<String>> SHA256 = option(
                    "source.sha256",
                    nullable(matching("a SHA-256 in 64 hexadecimal digits", text -> text.matches("[0-9a-f]{64}"))),
                    "The digest that the archive at `source.url` must have.")
            .defaultsTo(Optional.empty())
            .example("\"8db6664c48ca07908b92baedcfe7f3ba23f49ef2476864518ab5db6723836e71\"");

    static final Option<Optional<ContentReference>> DIRECTORY = option(
                    "source.directory",
                    nullable(contentDirectory()),
                    "A directory beside the recipe that is the source. Names, contents, links and executable bits count; times do not.")
            .defaultsTo(Optional.empty())
            .example("\"./greet\"");

    static final Option<List<String>> TOOLS = option(
                    "needs.tools",
                    list(packageName()),
                    "Debian packages whose programs the phases call, beside those that every Debian system has. Another version of them is no reason to build again.")
            .defaultsTo(List.of())
            .example("[gcc, make, pkgconf]");

    static final Option<List<String>> LIBRARIES = option(
                    "needs.libraries",
                    list(packageName()),
                    "Debian packages with headers and libraries to link with. The headers and static archives count as they are, of shared libraries only the interface.")
            .defaultsTo(List.of())
            .example("[zlib1g-dev]");

    static final Option<List<String>> RECIPES = option(
                    "needs.recipes",
                    list(packageName()),
                    "Other recipes, with all packages of which it is built. Of those counts what the build looked at, and the symbols that it uses.")
            .defaultsTo(List.of())
            .example("[libgreet]");

    static final Option<String> CONFIGURE = option(
                    "phases.configure", lines(), "Shell commands that come first, in the directory of the source.")
            .defaultsTo("")
            .example("\"./configure --prefix=/usr\"");

    static final Option<String> BUILD = option("phases.build", lines(), "Shell commands that build.")
            .defaultsTo("")
            .example("make");

    static final Option<String> CHECK = option(
                    "phases.check",
                    lines(),
                    "Shell commands that test what was built: if one fails, so does the build.")
            .defaultsTo("")
            .example("\"make check\"");

    static final Option<String> INSTALL = option(
                    "phases.install",
                    lines(),
                    "Shell commands that put everything to install below the directory `$out`.")
            .example("\"make install DESTDIR=$out PREFIX=/usr\"");

    static final Option<SortedMap<String, List<String>>> OUTPUTS = option(
                    "outputs",
                    mapOf(
                                    "package",
                                    list(matching(
                                            "a path below `$out` without a leading `/`, such as `usr/bin/*`",
                                            RecipeOptions::isPattern)))
                            .withKeys("the name of a package", text -> text.matches("[a-z0-9][a-z0-9+.-]+")),
                    "The packages, each with patterns of the files that go into it: `*` and `?` stand for anything within one name, and a directory for all that is in it. Without this, one package of the recipe's name has everything.")
            .defaultsTo(Collections.emptySortedMap())
            .example(
                    "{ libgreet1 = [\"usr/lib/*/libgreet.so.*\"], libgreet-dev = [usr/include, \"usr/lib/*/libgreet.so\"] }");

    static final Option<SortedMap<String, List<String>>> DEPENDS = option(
                    "depends",
                    mapOf("package", list(packageName())),
                    "Packages that an output needs when it runs, such as `python3`. Those with the libraries it is linked with are found by themselves.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ greet = [python3] }");

    static final Option<Duration> TIMEOUT = option(
                    "timeout", duration(), "How long each phase may take before the build is given up.")
            .defaultsTo(Duration.ofHours(1));

    /// All of these.
    public static final List<Option<?>> ALL = List.of(
            NAME, VERSION, SUMMARY, URL, SHA256, DIRECTORY, TOOLS, LIBRARIES, RECIPES, CONFIGURE, BUILD, CHECK, INSTALL,
            OUTPUTS, DEPENDS, TIMEOUT);

    private RecipeOptions() {}

    private static boolean isPattern(String text) {
        return text.matches("[!-~]+")
                && !text.startsWith("/")
                && !text.endsWith("/")
                && !("/" + text + "/").contains("/../");
    }
}
