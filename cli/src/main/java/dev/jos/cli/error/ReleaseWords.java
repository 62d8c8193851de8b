package dev.jos.cli.error;

import dev.jos.packages.archive.ReleaseProblem;
import dev.jos.packages.archive.ReleaseRejectedException;
import java.util.List;

/// Words for a release of the archive that is not to be believed.
final class ReleaseWords {

    static final String OTHER_MIRROR = "Set another mirror (`packages.mirror`, or the sources of apt)";

    private ReleaseWords() {}

    static CommandProblem rejected(ReleaseRejectedException e) {
        return new CommandProblem(
                ExitCode.NETWORK,
                "release-rejected",
                "The release of `" + e.suite() + "` " + e.problem().describe() + ".",
                List.of("It is not used; what was known before stays as it is."),
                hints(e.problem()));
    }

    private static List<String> hints(ReleaseProblem problem) {
        return switch (problem) {
            case ReleaseProblem.NotSigned _ ->
                List.of(
                        "Check that the mirror's address is that of a Debian archive; the log-in page of a network may"
                                + " have answered instead.",
                        OTHER_MIRROR + ".");
            case ReleaseProblem.UnknownKeys _ -> List.of(OTHER_MIRROR + ": only what Debian signed is accepted.");
            case ReleaseProblem.WeakSignature _ -> List.of(OTHER_MIRROR + ": only strong signatures are accepted.");
            case ReleaseProblem.BadSignature _, ReleaseProblem.Malformed _ ->
                List.of("Try again later: it may have been damaged on the way.", OTHER_MIRROR + " if this goes on.");
            case ReleaseProblem.KeyExpired _ ->
                List.of("Check this machine's clock with `date`.", "Update jos, which brings Debian's newer keys.");
            case ReleaseProblem.KeyRevoked _ ->
                List.of("Update jos, which brings Debian's newer keys.", OTHER_MIRROR + " if there is no newer jos.");
            case ReleaseProblem.SignatureExpired _, ReleaseProblem.Expired _ ->
                List.of(
                        "Check this machine's clock with `date`.",
                        OTHER_MIRROR + ": this one no longer follows Debian.");
            case ReleaseProblem.FromTheFuture _ -> List.of("Set this machine's clock.");
            case ReleaseProblem.RolledBack _ ->
                List.of("Try again later.", OTHER_MIRROR + ": this one lags behind, or holds updates back.");
            case ReleaseProblem.WrongSuite(String found) ->
                List.of(
                        "Write `" + found + "` in `packages.suites` if that is what you want.",
                        OTHER_MIRROR + " otherwise.");
            case ReleaseProblem.NoSuchFile _ ->
                List.of("Correct `packages.components` and the architecture: the archive does not have this one.");
        };
    }
}
