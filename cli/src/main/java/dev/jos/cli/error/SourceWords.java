package dev.jos.cli.error;

import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.source.BuildFailed;
import dev.jos.packages.source.NotReproducible;
import dev.jos.packages.source.SourceGone;
import dev.jos.packages.source.UnknownSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Words for sources that cannot be built.
final class SourceWords {

    private SourceWords() {}

    static CommandProblem unknown(UnknownSource e) {
        String name = e.wanted().source();
        String where = e.wanted().suite().isEmpty()
                ? "The suites of the system have"
                : "`%s` has".formatted(e.wanted().suite());
        if (e.versions().isEmpty()) {
            return new CommandProblem(
                    ExitCode.PACKAGES,
                    "no-such-source",
                    "%s no source package `%s`.".formatted(where, name),
                    e.nearest().isEmpty()
                            ? "Run `jos package show` with the name of the package: it says its source."
                            : "Did you mean %s?".formatted(quoted(e.nearest())));
        }
        return new CommandProblem(
                ExitCode.PACKAGES,
                "no-such-source",
                "%s no version `%s` of the source package `%s`."
                        .formatted(where, e.wanted().version().orElse(""), name),
                "Ask for what there is: %s.".formatted(quoted(e.versions())));
    }

    static CommandProblem gone(SourceGone e) {
        return new CommandProblem(
                ExitCode.NETWORK,
                "source-gone",
                "The archive lists the source `%s`, but the mirrors do not have it.".formatted(e.source()),
                e.others().isEmpty()
                        ? "Try again later, or with another mirror."
                        : "Take a version that they may have, as in `version = \"%s\"`, or try another mirror."
                                .formatted(e.others().getFirst()));
    }

    static CommandProblem failed(BuildFailed e) {
        List<String> hints = new ArrayList<>();
        hints.add("Read all of it in %s.".formatted(e.log()));
        hints.add(
                e.kept().isPresent()
                        ? "Look into it with `jos builds shell %s`."
                                .formatted(name(e.kept().get()))
                        : "Run `jos build --keep` to be able to look into it.");
        return new CommandProblem(ExitCode.FAILURE, "not-built", sentence(e), e.lastLines(), hints);
    }

    /// The name of a directory without its suffix is that of the build.
    private static String name(Path kept) {
        String name = String.valueOf(kept.getFileName());
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static String sentence(BuildFailed e) {
        return switch (e.reason()) {
            case SIGNATURE -> "The signature of `%s` does not fit it, or there is none.".formatted(e.subject());
            case UNPACK -> "The source package `%s` cannot be unpacked.".formatted(e.source());
            case PATCH -> "The patch `%s` does not apply to `%s`.".formatted(e.subject(), e.source());
            case BUILD -> "The build of `%s` failed.".formatted(e.source());
            case TIMEOUT ->
                "The build of `%s` did not end within %s and was stopped.".formatted(e.source(), e.subject());
            case NOT_CONFIGURED ->
                "The build of `%s` does not use dh_auto_configure, so `configureFlags` went nowhere."
                        .formatted(e.source());
            case NO_PACKAGES -> "The build of `%s` left no package.".formatted(e.source());
        };
    }

    static CommandProblem notReproducible(NotReproducible e) {
        return new CommandProblem(
                ExitCode.FAILURE,
                "not-reproducible",
                "`%s` was built twice, and the results differ.".formatted(e.source()),
                e.differing().stream().map(LockedPackage::file).toList(),
                List.of("The packages can be used; report this to the maintainers of the source."));
    }

    private static String quoted(List<?> names) {
        return names.stream().map(each -> "`" + each + "`").collect(Collectors.joining(", "));
    }
}
