package dev.jos.packages.triggers;

import dev.jos.packages.tools.ToolSet;
import dev.jos.packages.triggers.TriggerHandler.Subject;
import dev.jos.packages.triggers.TriggerJob.Place;
import dev.jos.store.Tree;
import java.util.ArrayList;
import java.util.List;

/// The keyboard layout of the text consoles: for loadkeys(1), and in the binary form that busybox loads.
final class KeyboardHandler {

    private static final String DIRECTORY = "usr/share/jos";
    private static final String TEXT = DIRECTORY + "/console.kmap";
    private static final String BINARY = DIRECTORY + "/console.bmap";

    private KeyboardHandler() {}

    static List<TriggerJob> layout(Subject subject) {
        if (subject.choices().keyboard().isEmpty()) {
            return List.of();
        }
        List<String> compile = new ArrayList<>(writing(TEXT));
        compile.add("ckbcomp");
        compile.addAll(subject.choices().keyboard());
        List<String> translate = new ArrayList<>(writing(BINARY));
        translate.addAll(List.of("loadkeys", "--bkeymap", "--unicode", "/out/" + TEXT));
        return List.of(new TriggerJob(
                "keyboard layout",
                new Place.Tools(ToolSet.KEYMAPS),
                Tree.EMPTY,
                Tree.EMPTY,
                List.of(DIRECTORY),
                List.of(compile, translate),
                List.of(TEXT, BINARY)));
    }

    /// Runs what follows with its standard output in a file.
    private static List<String> writing(String file) {
        return List.of("sh", "-c", "exec >\"$0\" \"$@\"", "/out/" + file);
    }
}
