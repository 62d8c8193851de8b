package dev.jos.cli.error;

import dev.jos.host.DownloadFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Words for files that did not come.
final class DownloadWords {

    /// More would scroll the first one away.
    private static final int MOST_MESSAGES = 5;

    private DownloadWords() {}

    static CommandProblem failed(DownloadFailed failed) {
        if (failed.failures().stream().anyMatch(DownloadWords::diskFull)) {
            return FileWords.diskFull("");
        }
        List<ErrorMessage> messages = new ArrayList<>();
        for (DownloadFailed.Failure failure :
                failed.failures().stream().limit(MOST_MESSAGES).toList()) {
            messages.add(message(failure));
        }
        int more = failed.failures().size() - messages.size();
        if (more > 0) {
            messages.add(ErrorMessage.of("download-failed", "Another " + more + " could not be downloaded either."));
        }
        return new CommandProblem(ExitCode.NETWORK, messages);
    }

    private static ErrorMessage message(DownloadFailed.Failure failure) {
        List<String> details = failure.attempts().stream()
                .map(each -> "`" + each.source() + "`: " + DownloadFailed.describe(each.reason()))
                .toList();
        String path = String.valueOf(failure.attempts().getLast().source().getPath());
        String sentence = "`" + path.substring(path.lastIndexOf('/') + 1) + "` could not be downloaded.";
        return new ErrorMessage(false, "download-failed", sentence, List.of(), details, hints(failure));
    }

    private static boolean diskFull(DownloadFailed.Failure failure) {
        return failure.attempts().getLast().reason() instanceof DownloadFailed.Reason.NotWritten(String _, boolean full)
                && full;
    }

    /// By the most telling of what the mirrors said, since the last one asked may just lack the file.
    private static List<String> hints(DownloadFailed.Failure failure) {
        if (failure.nowhere()) {
            return List.of(
                    isPackage(failure)
                            ? "Run `jos update`: the archive keeps only the newest version of each package."
                            : "Check the mirror's address and `packages.suites`: there is no such suite.");
        }
        return failure.attempts().stream()
                .map(DownloadFailed.Attempt::reason)
                .filter(reason -> !(reason instanceof DownloadFailed.Reason.NotFound))
                .flatMap(reason -> hint(reason).stream())
                .limit(1)
                .toList();
    }

    private static boolean isPackage(DownloadFailed.Failure failure) {
        return failure.attempts().getLast().source().getPath().endsWith(".deb");
    }

    private static Optional<String> hint(DownloadFailed.Reason reason) {
        return switch (reason) {
            case DownloadFailed.Reason.Transport _ ->
                Optional.of("Check the network and try again; what has arrived is kept.");
            case DownloadFailed.Reason.Status _ -> Optional.of("Try again later, or set another mirror.");
            case DownloadFailed.Reason.WrongDigest _, DownloadFailed.Reason.WrongSize _ ->
                Optional.of("Try again later: the mirror may be in the middle of an update.");
            case DownloadFailed.Reason.NotFound _, DownloadFailed.Reason.NotWritten _ -> Optional.empty();
        };
    }
}
