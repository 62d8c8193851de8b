package dev.jos.packages.triggers;

import dev.jos.packages.tools.ToolSet;
import dev.jos.packages.triggers.TriggerHandler.Subject;
import dev.jos.packages.triggers.TriggerJob.Place;
import dev.jos.store.Tree;
import java.util.List;

/// What is in the fonts of the view; fc-cache(1).
///
/// fontconfig believes a cache of a directory that has the time the directory had when the cache was made; the view
/// keeps times, and a checkout has those of the view. Programs find the caches because the adapter of
/// `fontconfig-config` names their place in the configuration, before the one in `/var`. They are made wherever that
/// package is, since any program with the library would otherwise make its own, for every user.
final class FontHandler {

    private static final String CONFIGURATION = "etc/fonts";
    private static final String FONTS = "usr/share/fonts";
    private static final String LOCAL_FONTS = "usr/local/share/fonts";
    private static final String CACHES = "usr/lib/fontconfig/cache";

    private FontHandler() {}

    static List<TriggerJob> fonts(Subject subject) {
        if (!subject.view().contains(CONFIGURATION + "/fonts.conf")
                || !subject.view().contains(FONTS)) {
            return List.of();
        }
        return List.of(new TriggerJob(
                "fc-cache",
                new Place.Tools(ToolSet.FONTS),
                // Links may lead to what lies elsewhere in the view, which is elsewhere in the sandbox.
                new Selection(subject.view())
                        .followed(CONFIGURATION)
                        .followed(FONTS)
                        .followed(LOCAL_FONTS)
                        .tree(),
                Tree.EMPTY,
                List.of(CACHES),
                List.of(List.of("fc-cache", "--sysroot=/view", "--system-only", "--force")),
                List.of(CACHES)));
    }
}
