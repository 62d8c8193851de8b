package dev.jos.modules.shipped.programs;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.lines;
import static dev.jos.config.Types.mapOf;
import static dev.jos.config.Types.string;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.formats.ShellWords;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/// Shells, and what they do for everybody when they start.
public final class Shells implements SystemModule {

    public static final Option<Boolean> COMPLETION = option(
                    "programs.bash.completion.enable", bool(), "Whether bash completes the arguments of commands.")
            .defaultsTo(false);

    public static final Option<Boolean> ZSH =
            option("programs.zsh.enable", bool(), "Whether to install zsh.").defaultsTo(false);

    public static final Option<Boolean> FISH =
            option("programs.fish.enable", bool(), "Whether to install fish.").defaultsTo(false);

    public static final Option<SortedMap<String, String>> ALIASES = option(
                    "environment.shellAliases",
                    mapOf("alias", string())
                            .withKeys("a name without spaces and quotes", name -> name.matches("[\\w.+-]+")),
                    "Short names for commands, in all interactive shells.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ ll = \"ls -l\" }");

    public static final Option<String> INIT = option(
                    "environment.interactiveShellInit",
                    lines(),
                    "Lines that bash and zsh read when they start interactively.")
            .defaultsTo("")
            .inNixos("programs.bash.interactiveShellInit");

    @Override
    public List<Option<?>> options() {
        return List.of(COMPLETION, ZSH, FISH, ALIASES, INIT);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        var aliases = new StringBuilder();
        config.get(ALIASES)
                .forEach(
                        (name, command) -> aliases.append("alias %s=%s\n".formatted(name, ShellWords.quoted(command))));
        String init = aliases + (config.get(INIT).isEmpty() ? "" : config.get(INIT) + "\n");
        bash(config, init, system);
        if (config.get(ZSH)) {
            system.installPackage("zsh");
            system.healthCheck(HealthCheck.succeeds("zsh", "/usr/bin/zsh", "-n", "/etc/zsh/zshrc")
                    .describedAs("zsh can read its settings"));
            if (!init.isEmpty()) {
                system.etcFile("zsh/zshrc", "# For interactive shells.\n" + init);
            }
        }
        if (config.get(FISH)) {
            system.installPackage("fish");
            system.healthCheck(HealthCheck.succeeds("fish", "/usr/bin/fish", "-c", "true"));
            if (!aliases.isEmpty()) {
                system.etcFile("fish/conf.d/jos-aliases.fish", aliases.toString());
            }
        }
    }

    /// Login shells read this file too, by way of Debian's `/etc/profile`.
    private static void bash(EvaluatedConfig config, String init, SystemDefinition system) {
        if (config.get(COMPLETION)) {
            system.installPackage("bash-completion");
        }
        if (init.isEmpty() && !config.get(COMPLETION)) {
            return;
        }
        String completion = config.get(COMPLETION) ? ". /usr/share/bash-completion/bash_completion\n" : "";
        system.etcFile("bash.bashrc", """
                # For interactive shells.
                [ -n "${PS1-}" ] || return
                shopt -s checkwinsize
                PS1='\\u@\\h:\\w\\$ '
                """ + completion + init);
        system.healthCheck(HealthCheck.succeeds("bash", "/usr/bin/bash", "-n", "/etc/bash.bashrc")
                .describedAs("bash can read its settings"));
    }
}
