package dev.jos.cli.command;

import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import dev.jos.host.DownloadFailed;
import dev.jos.host.Progress;
import dev.jos.packages.archive.Archive;
import dev.jos.packages.archive.Contents;
import dev.jos.packages.archive.IndexMissingException;
import java.io.IOException;
import java.util.List;

/// Asks the archive's lists of files about packages that are not in the store.
///
/// A mirror keeps only the newest lists, and what this machine knows of them may be older: then they are looked up
/// again, once.
final class FileLists {

    private final Archive archive;
    private final Progress progress;

    FileLists(Archive archive, Progress progress) {
        this.archive = archive;
        this.progress = progress;
    }

    /// The packages that ship `path`, absolute.
    List<String> owners(String path) throws IOException, CommandProblem {
        return ask(contents -> contents.owners(path, progress)).stream()
                .map(Contents.Owner::packageName)
                .distinct()
                .toList();
    }

    /// The files of a package, absolute and sorted; none when the lists do not know it.
    List<String> files(String packageName) throws IOException, CommandProblem {
        return List.copyOf(ask(contents -> contents.files(packageName, progress)));
    }

    private interface Question<T> {
        T of(Contents contents) throws IOException;
    }

    private <T> T ask(Question<T> question) throws IOException, CommandProblem {
        try {
            return question.of(archive.contents(Libraries.machine()));
        } catch (IndexMissingException | DownloadFailed _) {
            archive.refresh(Libraries.machine(), List.of(), progress);
        }
        try {
            return question.of(archive.contents(Libraries.machine()));
        } catch (DownloadFailed failure) {
            if (isReplaced(failure)) {
                throw stale();
            }
            throw failure;
        }
    }

    /// Whether the mirror answered, with other lists than those of its release or with none.
    private static boolean isReplaced(DownloadFailed failure) {
        return failure.failures().stream().allMatch(each -> each.attempts().stream()
                .allMatch(attempt -> attempt.reason() instanceof DownloadFailed.Reason.NotFound
                        || attempt.reason() instanceof DownloadFailed.Reason.WrongDigest
                        || attempt.reason() instanceof DownloadFailed.Reason.WrongSize));
    }

    private static CommandProblem stale() {
        return new CommandProblem(
                ExitCode.NETWORK,
                "stale-file-lists",
                "The mirror's lists of files are not those that its release names.",
                "Try again later: the mirror may be in the middle of an update.",
                "Run `jos package files --import NAME` to look into a package itself.");
    }
}
