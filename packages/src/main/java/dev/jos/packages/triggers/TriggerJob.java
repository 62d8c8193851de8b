package dev.jos.packages.triggers;

import dev.jos.host.Sha256;
import dev.jos.packages.tools.ToolSet;
import dev.jos.store.Tree;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// One run of tools that makes generated files of a view.
///
/// The tools find the parts of the view that they read below `/view` and may write to `/out`, whose content takes its
/// place in the view, and to the directories `writes`.
///
/// @param name for messages: `depmod 6.12.48-amd64`
/// @param place with whose programs it runs
/// @param reads the parts of the view it sees, at their paths and read-only
/// @param copies parts of the view within `writes` that it sees as copies of its own
/// @param writes directories of the view that it may write to in place
/// @param commands run one after the other
/// @param outputs the files or directories it must leave behind
record TriggerJob(
        String name,
        Place place,
        Tree reads,
        Tree copies,
        List<String> writes,
        List<List<String>> commands,
        List<String> outputs) {

    /// Where a job finds its programs.
    sealed interface Place {

        /// Those of the tools view, whatever the architecture of the view; the view is at `/view`.
        record Tools(ToolSet set) implements Place {}

        /// Those of the view itself, which is at `/`; only where the machine can run them.
        record View() implements Place {}
    }

    /// Counts up when what a job makes of the same inputs changes.
    private static final String FORMAT = "jos-trigger 1\n";

    TriggerJob {
        writes = List.copyOf(writes);
        commands = commands.stream().map(List::copyOf).toList();
        outputs = List.copyOf(outputs);
    }

    /// Names the job with everything that its outputs depend on.
    ///
    /// @param tools the identity of the programs
    Sha256 key(Sha256 tools) {
        String text = FORMAT
                + tools.hex()
                + '\n'
                + reads.id().digest().hex()
                + '\n'
                + copies.id().digest().hex()
                + '\n'
                + writes
                + '\n'
                + commands
                + '\n'
                + outputs
                + '\n';
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
