package dev.jos.packages.triggers;

import dev.jos.packages.tools.ToolSet;
import dev.jos.packages.triggers.TriggerHandler.Subject;
import dev.jos.packages.triggers.TriggerJob.Place;
import dev.jos.store.Entry;
import dev.jos.store.Tree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Generated files that graphical programs look things up in.
///
/// As in Debian, they are made where the package is installed whose trigger would make them.
final class DesktopHandlers {

    private DesktopHandlers() {}

    /// Compiled GSettings schemas; glib-compile-schemas(1).
    static List<TriggerJob> schemas(Subject subject) {
        String directory = "usr/share/glib-2.0/schemas";
        String compiler = "usr/lib/" + subject.tuple() + "/glib-2.0/glib-compile-schemas";
        if (!subject.view().contains(compiler) || !has(subject, directory, ".gschema.xml")) {
            return List.of();
        }
        return List.of(new TriggerJob(
                "glib-compile-schemas",
                new Place.Tools(ToolSet.GLIB),
                Tree.EMPTY,
                new Selection(subject.view()).all(directory).tree(),
                List.of(directory),
                List.of(List.of("glib-compile-schemas", "/view/" + directory)),
                List.of(directory + "/gschemas.compiled")));
    }

    /// The MIME database; update-mime-database(1).
    static List<TriggerJob> mime(Subject subject) {
        String directory = "usr/share/mime";
        String packages = directory + "/packages";
        if (!subject.view().contains("usr/bin/update-mime-database") || !has(subject, packages, ".xml")) {
            return List.of();
        }
        return List.of(new TriggerJob(
                "update-mime-database",
                new Place.Tools(ToolSet.MIME),
                new Selection(subject.view()).all(packages).tree(),
                Tree.EMPTY,
                List.of(directory),
                List.of(List.of("update-mime-database", "/view/" + directory)),
                List.of(directory)));
    }

    /// Which application opens what; update-desktop-database(1).
    static List<TriggerJob> applications(Subject subject) {
        String directory = "usr/share/applications";
        if (!subject.view().contains("usr/bin/update-desktop-database") || !has(subject, directory, ".desktop")) {
            return List.of();
        }
        return List.of(new TriggerJob(
                "update-desktop-database",
                new Place.Tools(ToolSet.DESKTOP),
                Tree.EMPTY,
                new Selection(subject.view()).all(directory).tree(),
                List.of(directory),
                List.of(List.of("update-desktop-database", "-q", "/view/" + directory)),
                List.of(directory + "/mimeinfo.cache")));
    }

    /// One cache per theme with icons, not just cursors; gtk-update-icon-cache(1). A link counts as the icon it leads
    /// to, also outside of the theme.
    static List<TriggerJob> icons(Subject subject) {
        if (!subject.view().contains("usr/bin/gtk-update-icon-cache")) {
            return List.of();
        }
        List<TriggerJob> jobs = new ArrayList<>();
        for (Entry theme : subject.view().children("usr/share/icons")) {
            Tree files = new Selection(subject.view()).followed(theme.path()).tree();
            if (files.contains(theme.path() + "/index.theme")
                    && files.entries().stream().anyMatch(DesktopHandlers::isIcon)) {
                jobs.add(icons(theme.path(), files));
            }
        }
        return jobs;
    }

    private static TriggerJob icons(String theme, Tree files) {
        return new TriggerJob(
                "gtk-update-icon-cache " + theme.substring(theme.lastIndexOf('/') + 1),
                new Place.Tools(ToolSet.ICONS),
                files,
                Tree.EMPTY,
                List.of(theme),
                List.of(List.of("gtk-update-icon-cache", "--force", "--quiet", "/view/" + theme)),
                List.of(theme + "/icon-theme.cache"));
    }

    private static boolean isIcon(Entry entry) {
        return Stream.of(".png", ".svg", ".xpm").anyMatch(entry.path()::endsWith);
    }

    /// What each GIO module extends; gio-querymodules(1). The modules are loaded to be asked.
    static List<TriggerJob> gioModules(Subject subject) throws IOException {
        String libraries = "usr/lib/" + subject.tuple();
        String modules = libraries + "/gio/modules";
        if (!has(subject, modules, ".so")) {
            return List.of();
        }
        return fromLibraries(
                subject,
                modules,
                List.of("/" + libraries + "/glib-2.0/gio-querymodules", "/" + modules),
                modules + "/giomodule.cache");
    }

    /// Which image formats can be loaded; gdk-pixbuf-query-loaders(1).
    static List<TriggerJob> imageLoaders(Subject subject) throws IOException {
        String libraries = "usr/lib/" + subject.tuple() + "/gdk-pixbuf-2.0";
        return fromLibraries(
                subject,
                libraries + "/2.10.0",
                List.of("/" + libraries + "/gdk-pixbuf-query-loaders", "--update-cache"),
                libraries + "/2.10.0/loaders.cache");
    }

    /// The input methods of GTK 3.
    static List<TriggerJob> inputMethods(Subject subject) throws IOException {
        String libraries = "usr/lib/" + subject.tuple();
        return fromLibraries(
                subject,
                libraries + "/gtk-3.0/3.0.0",
                List.of("/" + libraries + "/libgtk-3-0t64/gtk-query-immodules-3.0", "--update-cache"),
                libraries + "/gtk-3.0/3.0.0/immodules.cache");
    }

    /// A program of the view that loads the modules below `directory` and writes there. It sees what these need, and no
    /// other library: so a change of another one is nothing to it.
    private static List<TriggerJob> fromLibraries(
            Subject subject, String directory, List<String> command, String output) throws IOException {
        String program = command.getFirst().substring(1);
        if (!subject.view().contains(directory) || !subject.view().contains(program)) {
            return List.of();
        }
        List<String> loaded = new ArrayList<>(List.of(program));
        for (Entry entry : subject.view().below(directory)) {
            if (entry.path().endsWith(".so")) {
                loaded.add(entry.path());
            }
        }
        return List.of(new TriggerJob(
                program.substring(program.lastIndexOf('/') + 1),
                new Place.View(),
                subject.withLibraries(loaded),
                new Selection(subject.view()).all(directory).tree(),
                List.of(directory),
                List.of(command),
                List.of(output)));
    }

    private static boolean has(Subject subject, String directory, String suffix) {
        return subject.view().children(directory).stream()
                .anyMatch(entry -> entry.path().endsWith(suffix));
    }
}
