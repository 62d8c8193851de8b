package dev.jos.modules.shipped.base;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.nullable;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.config.OptionType;
import dev.jos.modules.Content;
import dev.jos.modules.EtcFile;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.KeyboardLayout;
import dev.jos.modules.Problem;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.formats.KeyValueFile;
import java.util.List;
import java.util.Optional;

/// Keyboard and font of the text consoles, from the question for a passphrase on.
public final class Console implements SystemModule {

    /// Where the composed system has the compiled keyboard layout.
    private static final String KEYMAP_FILE = "/usr/share/jos/console.kmap";

    public static final Option<Optional<String>> KEYMAP = option(
                    "console.keymap",
                    nullable(xkbName()),
                    "The keyboard layout, as XKB names it. Without one the kernel's own, `us`, stays.")
            .defaultsTo(Optional.empty())
            .example("de")
            .formerly("system.keymap")
            .inNixos("console.keyMap")
            .inNixos("services.xserver.xkb.layout");

    public static final Option<String> VARIANT = option(
                    "console.keymapVariant",
                    matching("a variant of a keyboard layout of XKB", text -> text.isEmpty() || Words.isUnit(text)),
                    "A variant of the layout, such as `nodeadkeys` or `dvorak`.")
            .defaultsTo("")
            .example("nodeadkeys")
            .inNixos("services.xserver.xkb.variant");

    public static final Option<List<String>> OPTIONS = option(
                    "console.keymapOptions", list(xkbName()), "Options of XKB, such as `ctrl:nocaps`.")
            .defaultsTo(List.of())
            .example("[\"ctrl:nocaps\"]");

    public static final Option<String> MODEL = option(
                    "console.keyboardModel", xkbName(), "The kind of keyboard, as XKB names it.")
            .defaultsTo("pc105")
            .example("macbook79");

    public static final Option<Optional<String>> FONT = option(
                    "console.font",
                    nullable(matching("the name of a font in `/usr/share/consolefonts`", Words::isUnit)),
                    "The font, by the name of its file in `/usr/share/consolefonts` without `.psf.gz`. Without one the kernel's own stays.")
            .defaultsTo(Optional.empty())
            .example("Lat15-Terminus16");

    @Override
    public List<Option<?>> options() {
        return List.of(KEYMAP, VARIANT, OPTIONS, MODEL, FONT);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (config.get(Container.ENABLE)) {
            return;
        }
        var keymap = config.get(KEYMAP);
        if (keymap.isPresent()) {
            keyboard(
                    new KeyboardLayout(config.get(MODEL), keymap.get(), config.get(VARIANT), config.get(OPTIONS)),
                    system);
        } else if (config.isDefined(VARIANT) || config.isDefined(OPTIONS)) {
            system.problem(Problem.warning("The variant and the options of the keyboard have no effect.")
                    .about(config, VARIANT, "a variant of what?")
                    .about(config, OPTIONS, "options of what?")
                    .hint("Set `console.keymap` to the layout."));
        }
        config.get(FONT).ifPresent(font -> font(font, system));
    }

    /// keyboard(5). The service of Debian would compile the layout at every first boot; it takes a script that loads
    /// it for the answer of an earlier run.
    private static void keyboard(KeyboardLayout layout, SystemDefinition system) {
        system.keyboard(layout);
        system.installPackage("console-setup");
        system.installPackage("keyboard-configuration");
        var file = new KeyValueFile("=")
                .set("XKBMODEL", layout.model())
                .set("XKBLAYOUT", layout.layout())
                .set("XKBVARIANT", layout.variant())
                .set("XKBOPTIONS", String.join(",", layout.options()))
                .set("BACKSPACE", "guess");
        system.etcFile("default/keyboard", file.toString());
        String script =
                "#!/bin/sh -e\nkbd_mode -u -C /dev/tty1\nloadkeys -C /dev/tty1 " + KEYMAP_FILE + " >/dev/null\n";
        system.etcFile(
                new EtcFile("console-setup/cached_setup_keyboard.sh", Content.text(script), 0755, "root", "root"));
        system.enableUnit("keyboard-setup.service");
        system.healthCheck(HealthCheck.unitActive("keyboard", "keyboard-setup.service"));
    }

    /// console-setup(5).
    private static void font(String font, SystemDefinition system) {
        system.consoleFont(font);
        system.installPackage("console-setup");
        system.installPackage("console-setup-linux");
        var file = new KeyValueFile("=")
                .set("ACTIVE_CONSOLES", "\"/dev/tty[1-6]\"")
                .set("CHARMAP", "UTF-8")
                .set("FONT", font + ".psf.gz");
        system.etcFile("default/console-setup", file.toString());
        system.enableUnit("console-setup.service");
        system.healthCheck(HealthCheck.unitActive("console-font", "console-setup.service"));
    }

    private static OptionType<String> xkbName() {
        return matching("a name of XKB, such as `de`", Words::isUnit);
    }
}
