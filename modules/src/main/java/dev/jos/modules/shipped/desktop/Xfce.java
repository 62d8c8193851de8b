package dev.jos.modules.shipped.desktop;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.string;

import dev.jos.config.Definitions;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import java.util.List;
import java.util.Optional;

/// The desktop Xfce, and the keyboard of the X server it runs on.
public final class Xfce implements SystemModule {

    public static final Option<Boolean> ENABLE = option(
                    "desktop.xfce.enable",
                    bool(),
                    "Whether to install the desktop Xfce; people then log in graphically, with LightDM.")
            .defaultsTo(false)
            .inNixos("services.xserver.desktopManager.xfce.enable");

    public static final Option<Boolean> SOUND = option(
                    "desktop.sound.enable", bool(), "Whether programs make sounds, with PipeWire.")
            .defaultsTo(false)
            .inNixos("services.pipewire.enable");

    public static final Option<String> LAYOUT = option(
                    "desktop.keyboard.layout",
                    matching("a layout of xkeyboard-config(7), such as `us` or `de`", text -> text.matches("[a-z,]+")),
                    "The layout of the keyboard in graphical sessions.")
            .defaultsTo("us")
            .example("de");

    public static final Option<String> VARIANT = option(
                    "desktop.keyboard.variant", string(), "The variant of the layout, such as `nodeadkeys`.")
            .defaultsTo("");

    @Override
    public List<Option<?>> options() {
        return List.of(ENABLE, SOUND, LAYOUT, VARIANT);
    }

    @Override
    public void define(Definitions define) {
        define.when(ENABLE).suggest(Lightdm.ENABLE, config -> true);
        define.when(ENABLE).suggest(Lightdm.SESSION, config -> Optional.of("xfce"));
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (config.get(Lightdm.ENABLE)) {
            system.etcFile("X11/xorg.conf.d/00-keyboard.conf", keyboard(config));
        }
        if (config.get(SOUND)) {
            List.of("pipewire-audio", "rtkit").forEach(system::installPackage);
        }
        if (config.get(ENABLE)) {
            List.of(
                            "xfce4-session",
                            "xfce4-panel",
                            "xfce4-settings",
                            "xfce4-terminal",
                            "xfce4-notifyd",
                            "xfce4-appfinder",
                            "xfdesktop4",
                            "xfwm4",
                            "thunar",
                            "dbus-user-session",
                            "libglib2.0-bin",
                            "mate-polkit",
                            "polkitd",
                            "tango-icon-theme",
                            "upower",
                            "xdg-user-dirs")
                    .forEach(system::installPackage);
        }
    }

    private static String keyboard(EvaluatedConfig config) {
        String variant = config.get(VARIANT).isEmpty()
                ? ""
                : "    Option \"XkbVariant\" \"%s\"\n"
                        .formatted(config.get(VARIANT).replace("\"", ""));
        return """
                Section "InputClass"
                    Identifier "keyboard"
                    MatchIsKeyboard "on"
                    Option "XkbLayout" "%s"
                %sEndSection
                """.formatted(config.get(LAYOUT), variant);
    }
}
