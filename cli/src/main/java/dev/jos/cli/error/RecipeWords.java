package dev.jos.cli.error;

import dev.jos.config.Diagnostic.Excerpt;
import dev.jos.config.Place;
import dev.jos.host.DownloadFailed;
import dev.jos.packages.resolve.UnsatisfiableException;
import dev.jos.packages.source.BuildFailed;
import dev.jos.packages.source.OutputsRefused;
import dev.jos.packages.source.RecipeFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Words for recipes whose packages cannot be made.
public final class RecipeWords {

    /// A recipe without patterns that fit may leave thousands of files.
    private static final int MOST = 12;

    private static final Pattern NO_NETWORK = Pattern.compile(
            "(?i).*(could ?n[o']t resolve host|temporary failure in name resolution|name or service not known"
                    + "|network is unreachable|unable to resolve|failed to resolve).*");
    private static final Pattern READ_ONLY = Pattern.compile(".*Read-only file system.*");
    private static final Pattern NO_PROGRAM = Pattern.compile(
            ".*?(?:[0-9]+: |make: |: )([A-Za-z0-9_+.-]+): (?:not found|command not found|No such file or directory)$");

    private RecipeWords() {}

    /// Why the packages of a recipe cannot be made, and what to do about it.
    ///
    /// @param place where the recipe says what it failed at
    public static CommandProblem failed(RecipeFailed e, Optional<Place> place) {
        List<Excerpt> excerpts =
                place.stream().map(each -> new Excerpt(each, "")).toList();
        return switch (e.getCause()) {
            case BuildFailed cause ->
                problem(
                        ExitCode.FAILURE,
                        "not-built",
                        SourceWords.sentence(cause),
                        excerpts,
                        cause.lastLines(),
                        hints(cause));
            case OutputsRefused cause -> refused(cause, excerpts);
            case DownloadFailed cause -> download(e, cause, excerpts);
            case UnsatisfiableException cause ->
                problem(
                        ExitCode.PACKAGES,
                        "recipe-needs",
                        "What the recipe `%s` needs is not there.".formatted(e.recipe()),
                        excerpts,
                        cause.explanation(),
                        cause.hints());
            case null, default -> new CommandProblem(ExitCode.FAILURE, "not-built", Sentences.of(e));
        };
    }

    private static CommandProblem problem(
            ExitCode code,
            String kind,
            String sentence,
            List<Excerpt> excerpts,
            List<String> details,
            List<String> hints) {
        return new CommandProblem(code, List.of(new ErrorMessage(false, kind, sentence, excerpts, details, hints)));
    }

    private static List<String> hints(BuildFailed e) {
        List<String> hints = new ArrayList<>();
        if (e.reason() == BuildFailed.Reason.NOTHING_INSTALLED) {
            hints.add("Install below the directory `$out`, as in `make install DESTDIR=$out`.");
        }
        if (e.reason() == BuildFailed.Reason.TIMEOUT) {
            hints.add("Give it longer with `timeout`, if it would have ended.");
        }
        if (e.lastLines().stream().anyMatch(line -> READ_ONLY.matcher(line).matches())) {
            hints.add("Write to the source's own directory, and install below `$out`: nothing else can be written to.");
        }
        if (e.lastLines().stream().anyMatch(line -> NO_NETWORK.matcher(line).matches())) {
            hints.add(
                    "Make what it wants to download part of the source, or name a package with it in `needs`: a build has no network.");
        }
        e.lastLines().stream()
                .map(NO_PROGRAM::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .ifPresent(found -> hints.add("Add the package that has `%s` to `needs.tools`, if that is a program."
                        .formatted(found.group(1))));
        hints.addAll(SourceWords.hints(e));
        return hints;
    }

    private static CommandProblem refused(OutputsRefused e, List<Excerpt> excerpts) {
        List<String> details = new ArrayList<>();
        e.problems().stream().limit(MOST).map(RecipeWords::words).forEach(details::add);
        if (e.problems().size() > MOST) {
            details.add("and %d more".formatted(e.problems().size() - MOST));
        }
        String first = e.installed().stream()
                .limit(MOST)
                .map(each -> "`" + each + "`")
                .reduce((a, b) -> a + ", " + b)
                .orElse("nothing");
        String more = e.installed().size() > MOST
                ? " and %d more".formatted(e.installed().size() - MOST)
                : "";
        return problem(
                ExitCode.CONFIGURATION,
                "outputs",
                "The outputs of the recipe `%s` do not fit to what it installs.".formatted(e.recipe()),
                excerpts,
                details,
                List.of("Let each file match a pattern of just one output. Installed are %s%s."
                        .formatted(first, more)));
    }

    private static String words(OutputsRefused.Problem problem) {
        return switch (problem) {
            case OutputsRefused.MatchesNothing(String output, String pattern) ->
                "`%s` of `%s` matches nothing".formatted(pattern, output);
            case OutputsRefused.ClaimedTwice(String path, List<String> outputs) ->
                "`%s` would be in `%s`".formatted(path, String.join("` and in `", outputs));
            case OutputsRefused.Unclaimed(String path) -> "`%s` is in no output".formatted(path);
            case OutputsRefused.Misplaced(String path) ->
                "`%s` lies outside of `/usr`, `/etc` and `/var`, where a system has nothing of packages"
                        .formatted(path);
            case OutputsRefused.Special(String path) -> "`%s` is neither a file nor a link".formatted(path);
        };
    }

    private static CommandProblem download(RecipeFailed e, DownloadFailed cause, List<Excerpt> excerpts) {
        DownloadFailed.Attempt last = cause.failures().getFirst().attempts().getLast();
        boolean other = last.reason() instanceof DownloadFailed.Reason.WrongDigest;
        return problem(
                ExitCode.NETWORK,
                other ? "other-hash" : "download-failed",
                other
                        ? "The source of the recipe `%s` has another hash than the recipe says.".formatted(e.recipe())
                        : "The source of the recipe `%s` could not be downloaded.".formatted(e.recipe()),
                excerpts,
                List.of("`" + last.source() + "`: " + DownloadFailed.describe(last.reason())),
                List.of(
                        other
                                ? "Find out why. If the file is the one that you mean, write its hash to `source.sha256`."
                                : "Check the address and the network."));
    }
}
