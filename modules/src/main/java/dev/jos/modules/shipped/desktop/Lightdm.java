package dev.jos.modules.shipped.desktop;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.settings;

import dev.jos.config.Data;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.Problem;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.formats.IniFile;
import dev.jos.modules.shipped.base.Words;
import dev.jos.modules.shipped.users.Users;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// LightDM: the window in which people log in to a graphical session.
public final class Lightdm implements SystemModule {

    public static final Option<Boolean> ENABLE = option(
                    "services.lightdm.enable", bool(), "Whether people log in graphically.")
            .defaultsTo(false)
            .inNixos("services.xserver.displayManager.lightdm.enable");

    public static final Option<Optional<String>> AUTO_LOGIN = option(
                    "services.lightdm.autoLogin",
                    nullable(Words.accountName()),
                    "Who is logged in at boot without being asked.")
            .defaultsTo(Optional.empty())
            .example("alice");

    public static final Option<Optional<String>> SESSION = option(
                    "services.lightdm.defaultSession",
                    nullable(Words.accountName()),
                    "The session that is chosen to begin with, by the name of its file in `/usr/share/xsessions`.")
            .defaultsTo(Optional.empty())
            .example("xfce");

    public static final Option<Data.Table> SETTINGS = option(
                    "services.lightdm.settings",
                    settings(),
                    "Further settings of the section `[Seat:*]` of lightdm.conf.")
            .defaultsTo(new Data.Table(Map.of()))
            .example("{ greeter-hide-users = true }");

    public static final Option<Data.Table> GREETER = option(
                    "services.lightdm.greeter",
                    settings(),
                    "Settings of the section `[greeter]` of lightdm-gtk-greeter.conf.")
            .defaultsTo(new Data.Table(Map.of()))
            .example("{ background = \"#203040\", clock-format = \"%H:%M\" }");

    @Override
    public List<Option<?>> options() {
        return List.of(ENABLE, AUTO_LOGIN, SESSION, SETTINGS, GREETER);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (!config.get(ENABLE)) {
            return;
        }
        List.of("lightdm", "lightdm-gtk-greeter", "xserver-xorg-core", "xserver-xorg-input-libinput", "xauth")
                .forEach(system::installPackage);
        // The icons of the theme are SVG pictures, which GTK shows with what librsvg2-common brings.
        List.of("adwaita-icon-theme", "librsvg2-common", "fonts-dejavu-core", "dbus")
                .forEach(system::installPackage);
        system.enableUnit("lightdm.service");
        system.etcFile("lightdm/lightdm.conf.d/50-jos.conf", seat(config));
        system.etcFile("X11/default-display-manager", "/usr/sbin/lightdm\n");
        if (!config.get(GREETER).entries().isEmpty()) {
            system.etcFile(
                    "lightdm/lightdm-gtk-greeter.conf.d/50-jos.conf",
                    new IniFile("=").settings("greeter", config.get(GREETER)).toString());
        }
        system.healthCheck(HealthCheck.unitActive("lightdm", "lightdm.service"));
        config.get(AUTO_LOGIN).ifPresent(user -> {
            if (!config.get(Users.USERS).containsKey(user)) {
                system.problem(Problem.error("There is no user `%s` to log in.".formatted(user))
                        .about(config, AUTO_LOGIN, "not among `users.users`")
                        .hint("Declare `users.users.%s`, or name another user.".formatted(user)));
            }
        });
    }

    private static String seat(EvaluatedConfig config) {
        var file = new IniFile("=").set("Seat:*", "greeter-session", "lightdm-gtk-greeter");
        config.get(SESSION).ifPresent(session -> file.set("Seat:*", "user-session", session));
        config.get(AUTO_LOGIN).ifPresent(user -> file.set("Seat:*", "autologin-user", user));
        return file.settings("Seat:*", config.get(SETTINGS)).toString();
    }
}
