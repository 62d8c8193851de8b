package dev.jos.packages.triggers;

import dev.jos.packages.tools.ToolSet;
import dev.jos.packages.triggers.TriggerHandler.Subject;
import dev.jos.packages.triggers.TriggerJob.Place;
import dev.jos.store.Tree;
import java.util.ArrayList;
import java.util.List;

/// The archive of the declared locales; localedef(1). `C.UTF-8` needs none: it is part of libc-bin.
final class LocaleHandler {

    private LocaleHandler() {}

    static List<TriggerJob> locales(Subject subject) {
        List<List<String>> commands = new ArrayList<>();
        for (String locale : subject.choices().locales()) {
            if (!locale.equals("C.UTF-8")) {
                commands.add(definition(locale));
            }
        }
        if (commands.isEmpty()) {
            return List.of();
        }
        return List.of(new TriggerJob(
                "localedef",
                new Place.Tools(ToolSet.LOCALES),
                Tree.EMPTY,
                Tree.EMPTY,
                List.of("usr/lib/locale"),
                commands,
                List.of("usr/lib/locale/locale-archive")));
    }

    /// `de_DE.UTF-8@euro` is the source `de_DE@euro` in the character set `UTF-8`.
    private static List<String> definition(String locale) {
        int dot = locale.indexOf('.');
        int at = locale.indexOf('@');
        String modifier = at < 0 ? "" : locale.substring(at);
        String withoutModifier = at < 0 ? locale : locale.substring(0, at);
        String language = dot < 0 ? withoutModifier : withoutModifier.substring(0, dot);
        String charset = dot < 0 ? "UTF-8" : withoutModifier.substring(dot + 1);
        return List.of(
                "localedef",
                "-i",
                language + modifier,
                "-c",
                "-f",
                charset,
                "-A",
                "/usr/share/locale/locale.alias",
                "--prefix=/out",
                locale);
    }
}
