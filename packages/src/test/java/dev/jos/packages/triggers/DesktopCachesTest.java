package dev.jos.packages.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.host.Command;
import dev.jos.host.LinuxDurableFiles;
import dev.jos.host.LinuxProcesses;
import dev.jos.host.LinuxSystemCalls;
import dev.jos.host.Progress;
import dev.jos.packages.Architecture;
import dev.jos.packages.debian.ComposedPackages;
import dev.jos.packages.tools.Confinement;
import dev.jos.packages.tools.Sandbox;
import dev.jos.packages.tools.ToolSet;
import dev.jos.packages.tools.ToolsView;
import dev.jos.store.HardlinkCheckout;
import dev.jos.store.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A small desktop's packages with their generated files: the programs of the view itself say whether these are right.
@Tag("integration")
class DesktopCachesTest {

    private static final List<String> DESKTOP = List.of(
            "adwaita-icon-theme",
            "ca-certificates",
            "coreutils",
            "dash",
            "dconf-gsettings-backend",
            "desktop-file-utils",
            "fontconfig",
            "fonts-dejavu",
            "gtk-update-icon-cache",
            "hicolor-icon-theme",
            "libgdk-pixbuf2.0-bin",
            "libglib2.0-bin",
            "librsvg2-common",
            "locales",
            "mousepad",
            "openssl",
            "shared-mime-info",
            "udev");

    private static final Architecture MACHINE = Architecture.host().orElseThrow();
    private static final String LIBRARIES = "usr/lib/" + Libraries.tuple(MACHINE);

    @TempDir
    static Path directory;

    private static Tree view;
    private static Path checkout;
    private static Sandbox sandbox;

    @TempDir
    Path scratch;

    @BeforeAll
    static void compose() throws Exception {
        ComposedPackages desktop = new ComposedPackages(directory.resolve("root"), MACHINE, DESKTOP);
        ToolsView tools = new ToolsView(desktop.tools(MACHINE), MACHINE, new LinuxProcesses());
        GeneratedFiles generated = new ViewTriggers(desktop.root(), desktop.store(), tools, desktop.files())
                .run(
                        desktop.view().tree(),
                        MACHINE,
                        new ViewChoices(new TreeSet<>(List.of("de_DE.UTF-8")), List.of("-layout", "de")),
                        Progress.NONE);
        assertThat(generated.skipped()).isEmpty();
        view = desktop.view().tree().toBuilder().addAll(generated.tree()).build();
        checkout = directory.resolve("checkout");
        HardlinkCheckout.write(view, desktop.store(), checkout);
        sandbox = tools.sandbox(ToolSet.BUBBLEWRAP).around(checkout);
    }

    /// JUnit would warn of every link in it that leads out of the directory.
    @AfterEach
    void removeCopy() throws IOException {
        new LinuxDurableFiles(new LinuxSystemCalls()).deleteTree(scratch.resolve("copy"));
    }

    /// What a program of the view prints.
    private static String says(String... command) throws IOException {
        return says(Confinement.NONE, command);
    }

    private static String says(Confinement confinement, String... command) throws IOException {
        return sandbox.run(
                        Command.of(Arrays.asList(command)).env("HOME", "/tmp").env("GSETTINGS_BACKEND", "memory"),
                        confinement)
                .text();
    }

    /// A directory of the view that the program of a trigger may write to, in a copy.
    private Confinement writable(String path) throws IOException {
        Path copy = scratch.resolve("copy");
        copy(checkout.resolve(path), copy);
        return Confinement.NONE.writing(copy, "/" + path);
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> all;
        try (var paths = Files.walk(from)) {
            all = paths.toList();
        }
        for (Path each : all) {
            Path target = to.resolve(from.relativize(each).toString());
            if (Files.isDirectory(each)) {
                Files.createDirectories(target);
            } else if (Files.isSymbolicLink(each)) {
                Files.createSymbolicLink(target, Files.readSymbolicLink(each));
            } else {
                Files.copy(each, target);
            }
        }
    }

    private void assertAsMadeByTheTrigger(String file) {
        Path made = scratch.resolve("copy").resolve(Path.of(file).getFileName());
        assertThat(made).hasSameBinaryContentAs(checkout.resolve(file));
    }

    @Test
    void fonts_are_found_without_writing_anything() throws IOException {
        Path home = Files.createDirectory(scratch.resolve("home"));
        Path cache = Files.createDirectory(scratch.resolve("cache"));
        Confinement homeAndCache = Confinement.NONE.writing(home, "/tmp").writing(cache, "/var/cache/fontconfig");

        assertThat(says(homeAndCache, "fc-match", "-f", "%{file}", "monospace"))
                .isEqualTo("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf");
        assertThat(says(homeAndCache, "fc-list", ":", "family")).contains("DejaVu Serif");
        assertThat(home).isEmptyDirectory();
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void font_caches_are_valid_for_every_directory() throws IOException {
        String said = says("fc-cache", "--system-only", "--verbose");

        for (String each : List.of("share/fonts", "share/fonts/truetype/dejavu", "local/share/fonts")) {
            assertThat(said).contains("/usr/" + each + ": skipping, existing cache is valid");
        }
        assertThat(said).doesNotContain("new cache contents", "failed");
    }

    @Test
    void font_caches_are_the_same_when_made_again() throws IOException {
        Confinement caches = writable("usr/lib/fontconfig/cache");

        says(caches, "fc-cache", "--system-only", "--really-force");

        try (var files = Files.list(scratch.resolve("copy"))) {
            List<Path> made = files.toList();
            assertThat(made).hasSizeGreaterThan(2);
            made.forEach(each -> assertAsMadeByTheTrigger("usr/lib/fontconfig/cache/" + each.getFileName()));
        }
    }

    @Test
    void an_application_is_known_for_what_it_opens() throws IOException {
        assertThat(says("gio", "mime", "text/plain")).contains("org.xfce.mousepad.desktop");
    }

    @Test
    void files_are_recognised_by_name_and_content() throws IOException {
        assertThat(says("gio", "info", "-a", "standard::content-type", "/usr/share/icons/hicolor/index.theme"))
                .contains("application/x-theme");
        assertThat(says("gio", "info", "-a", "standard::content-type", "/usr/bin/gio"))
                .contains("application/x-executable");
    }

    @Test
    void the_schemas_of_all_packages_are_compiled() throws IOException {
        assertThat(says("gsettings", "list-schemas").lines())
                .contains("org.xfce.mousepad.preferences.view", "org.gtk.Settings.FileChooser");
        assertThat(says("gsettings", "get", "org.xfce.mousepad.preferences.view", "tab-width"))
                .isEqualTo("uint32 8\n");
    }

    @Test
    void gio_finds_the_module_for_settings() throws IOException {
        String modules = LIBRARIES + "/gio/modules";

        assertThat(checkout.resolve(modules + "/giomodule.cache")).content().contains("libdconfsettings.so: gsettings");
        says(writable(modules), "/" + LIBRARIES + "/glib-2.0/gio-querymodules", "/" + modules);
        assertAsMadeByTheTrigger(modules + "/giomodule.cache");
    }

    @Test
    void images_are_loaded_by_the_loaders_of_other_packages() throws IOException {
        Path out = Files.createDirectory(scratch.resolve("out"));
        Files.writeString(out.resolve("in.svg"), """
                <svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>
                """);

        says(Confinement.NONE.writing(out, "/out"), "gdk-pixbuf-thumbnailer", "-s", "8", "/out/in.svg", "/out/out.png");

        assertThat(Files.readAllBytes(out.resolve("out.png"))).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void image_loaders_are_listed_as_by_their_trigger() throws IOException {
        String loaders = LIBRARIES + "/gdk-pixbuf-2.0/2.10.0";

        says(writable(loaders), "/" + LIBRARIES + "/gdk-pixbuf-2.0/gdk-pixbuf-query-loaders", "--update-cache");
        assertAsMadeByTheTrigger(loaders + "/loaders.cache");
    }

    @Test
    void input_methods_are_listed_as_by_their_trigger() throws IOException {
        String methods = LIBRARIES + "/gtk-3.0/3.0.0";

        says(writable(methods), "/" + LIBRARIES + "/libgtk-3-0t64/gtk-query-immodules-3.0", "--update-cache");
        assertAsMadeByTheTrigger(methods + "/immodules.cache");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Adwaita", "hicolor"})
    void the_icons_of_a_theme_are_indexed(String theme) throws IOException {
        String path = "usr/share/icons/" + theme;

        says("gtk-update-icon-cache", "--validate", "/" + path);
        // GTK passes over a cache that is older than its directory.
        assertThat(time(path + "/icon-theme.cache")).isGreaterThanOrEqualTo(time(path));
    }

    @Test
    void icons_are_indexed_as_by_their_trigger() throws IOException {
        says(writable("usr/share/icons/hicolor"), "gtk-update-icon-cache", "--force", "/usr/share/icons/hicolor");
        assertAsMadeByTheTrigger("usr/share/icons/hicolor/icon-theme.cache");
    }

    private static long time(String path) {
        return view.node(path).orElseThrow().attributes().mtime();
    }

    @Test
    void mime_types_and_applications_are_as_made_by_their_triggers() throws IOException {
        Confinement mime = writable("usr/share/mime");
        says(mime, "update-mime-database", "/usr/share/mime");
        for (String each : List.of("mime.cache", "globs2", "magic", "subclasses", "XMLnamespaces")) {
            assertAsMadeByTheTrigger("usr/share/mime/" + each);
        }
    }

    @Test
    void the_library_cache_names_what_ldconfig_finds_in_its_order() throws IOException {
        Path out = Files.createDirectory(scratch.resolve("out"));
        Confinement writable = Confinement.NONE.writing(out, "/out");

        says(writable, "/usr/sbin/ldconfig", "-X", "-i", "-C", "/out/ld.so.cache");

        assertThat(libraries("/etc/ld.so.cache", Confinement.NONE))
                .hasSizeGreaterThan(100)
                .isEqualTo(libraries("/out/ld.so.cache", writable));
    }

    private static List<String> libraries(String cache, Confinement confinement) throws IOException {
        return says(confinement, "/usr/sbin/ldconfig", "-p", "-C", cache)
                .lines()
                .filter(line -> line.startsWith("\t"))
                .map(line -> line.replace("=> /lib/", "=> /usr/lib/"))
                .toList();
    }

    @Test
    void the_hardware_database_knows_devices() throws IOException {
        assertThat(says("systemd-hwdb", "query", "usb:v1D6Bp0002"))
                .contains("ID_VENDOR_FROM_DATABASE=Linux Foundation");
    }

    @Test
    void declared_locales_speak() throws IOException {
        assertThat(says("locale", "-a").lines()).contains("C.utf8", "de_DE.utf8");
        assertThat(says("env", "LC_ALL=de_DE.UTF-8", "date", "-d", "2026-01-01", "+%A"))
                .isEqualTo("Donnerstag\n");
    }

    @Test
    void certificate_authorities_are_as_update_ca_certificates_makes_them() throws IOException {
        Confinement certificates = writable("etc/ssl/certs");
        try (var files = Files.list(scratch.resolve("copy"))) {
            for (Path each : files.toList()) {
                Files.delete(each);
            }
        }

        says(certificates, "update-ca-certificates");

        assertThat(names(scratch.resolve("copy"))).isEqualTo(names(checkout.resolve("etc/ssl/certs")));
        assertAsMadeByTheTrigger("etc/ssl/certs/ca-certificates.crt");
    }

    private static SortedSet<String> names(Path of) throws IOException {
        try (var files = Files.list(of)) {
            SortedSet<String> names = new TreeSet<>();
            files.forEach(file -> names.add(file.getFileName().toString()));
            return names;
        }
    }
}
