package dev.jos.modules.shipped.base;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.contentFile;
import static dev.jos.config.Types.duration;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.nonEmptyString;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.submodule;

import dev.jos.config.ContentReference;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.PackageOverride;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a package that comes from source is built: options of an entry of [PackageOverrides#OVERRIDES].
final class SourceOptions {

    static final Option<Optional<String>> SOURCE = option(
                    "source",
                    nullable(matching("the name of a source package, such as `xz-utils`", Words::isPackage)),
                    "The source package to build it from: the version that the system has, unless `suite` or `version` say otherwise. All packages of the system that come from this source are replaced.")
            .defaultsTo(Optional.empty())
            .example("xz-utils");

    static final Option<Boolean> DEBUG = option(
                    "debug", bool(), "Whether it is built with debugging information and without optimisation.")
            .defaultsTo(false);

    static final Option<Boolean> TESTS = option(
                    "tests", bool(), "Whether the source's own tests are run, and a build fails where they do.")
            .defaultsTo(false);

    static final Option<List<String>> BUILD_OPTIONS = option(
                    "buildOptions",
                    list(matching("a word without blanks", SourceOptions::isWord)),
                    "Words of `DEB_BUILD_OPTIONS`, such as `nodoc`; see section 4.9.1 of the Debian Policy.")
            .defaultsTo(List.of())
            .example("[nodoc]");

    static final Option<List<String>> PROFILES = option(
                    "profiles",
                    list(matching("a word without blanks", SourceOptions::isWord)),
                    "Build profiles: what they exclude is neither built nor needed for the build.")
            .defaultsTo(List.of())
            .example("[nodoc]");

    static final Option<List<String>> CONFIGURE_FLAGS = option(
                    "configureFlags",
                    list(matching("a flag", text -> text.matches("[ -~]+"))),
                    "Flags for `configure`, `meson setup`, `cmake` or whatever the source is configured with, after those of the package. Works for sources that are packaged with debhelper: nearly all.")
            .defaultsTo(List.of())
            .example("[\"--disable-threads\"]");

    static final Option<List<ContentReference>> PATCHES = option(
                    "patches",
                    list(contentFile()),
                    "Changes to the source, applied in this order after Debian's own, as by `patch -p1`.")
            .defaultsTo(List.of())
            .example("[\"./xz-verbose.patch\"]");

    static final Option<String> UPSTREAM_VERSION = option(
                    "version",
                    matching(
                            "an upstream version in double quotes, such as `\"5.8.4\"`",
                            text -> text.matches("[0-9][A-Za-z0-9.+~]*")),
                    "The version of the upstream source.")
            .example("\"5.8.4\"");

    static final Option<String> UPSTREAM_URL = option(
                    "url",
                    matching("an http or https address", text -> text.matches("https?://[!-~]+")),
                    "Where its tar archive is.")
            .example("\"https://example.org/xz-5.8.4.tar.xz\"");

    static final Option<String> UPSTREAM_SHA256 = option(
                    "sha256",
                    matching("a SHA-256 in 64 hexadecimal digits", text -> text.matches("[0-9a-f]{64}")),
                    "The digest that the archive must have.")
            .example("\"8db6664c48ca07908b92baedcfe7f3ba23f49ef2476864518ab5db6723836e71\"");

    static final Option<Optional<EvaluatedConfig>> UPSTREAM = option(
                    "upstream",
                    nullable(submodule(UPSTREAM_VERSION, UPSTREAM_URL, UPSTREAM_SHA256)),
                    "Another upstream source than the one that Debian packaged. Debian's patches are applied to it, those left out that it has already.")
            .defaultsTo(Optional.empty());

    static final Option<Boolean> STUBS = option(
                    "stubs",
                    bool(),
                    "Whether it is linked with stubs, which have the interfaces of libraries and nothing else. Without them, it has to be built again when one of the libraries changes.")
            .defaultsTo(true);

    static final Option<Optional<String>> ACCEPT_ABI_CHANGE = option(
                    "accept-abi-change",
                    nullable(nonEmptyString()),
                    "Why it does no harm that types of a library changed, such as the layout of a structure: else that is refused. Types are compared when both `debug` is set and the source is not the archive's.")
            .defaultsTo(Optional.empty())
            .example("\"only the debugger of ours looks at struct lzma_internal\"");

    static final Option<Duration> TIMEOUT = option(
                    "timeout", duration(), "How long the build may take before it is given up.")
            .defaultsTo(Duration.ofHours(12));

    /// All of these.
    static final List<Option<?>> ALL = List.of(
            SOURCE,
            DEBUG,
            TESTS,
            BUILD_OPTIONS,
            PROFILES,
            CONFIGURE_FLAGS,
            PATCHES,
            UPSTREAM,
            STUBS,
            ACCEPT_ABI_CHANGE,
            TIMEOUT);

    private SourceOptions() {}

    /// What an entry with a source says.
    static PackageOverride.FromSource read(
            EvaluatedConfig entry, String source, Optional<String> suite, Optional<String> version) {
        List<String> options = new ArrayList<>(entry.get(BUILD_OPTIONS));
        List<String> profiles = new ArrayList<>(entry.get(PROFILES));
        if (entry.get(DEBUG)) {
            options.addAll(List.of("noopt", "nostrip"));
        }
        if (!entry.get(TESTS)) {
            options.add("nocheck");
            profiles.add("nocheck");
        }
        return new PackageOverride.FromSource(
                source,
                suite.orElse(""),
                version,
                options,
                profiles,
                entry.get(CONFIGURE_FLAGS),
                entry.get(PATCHES),
                entry.get(UPSTREAM)
                        .map(upstream -> new PackageOverride.Upstream(
                                upstream.get(UPSTREAM_VERSION),
                                upstream.get(UPSTREAM_URL),
                                upstream.get(UPSTREAM_SHA256))),
                entry.get(STUBS),
                entry.get(ACCEPT_ABI_CHANGE),
                entry.get(TIMEOUT));
    }

    private static boolean isWord(String text) {
        return text.matches("[!-~]+");
    }
}
