package dev.jos.modules.shipped.programs;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.lines;
import static dev.jos.config.Types.settings;

import dev.jos.config.Data;
import dev.jos.config.Definitions;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.formats.GitConfig;
import dev.jos.modules.shipped.base.Environment;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Programs that people use at a prompt, with settings for everybody on the machine.
public final class Programs implements SystemModule {

    public static final Option<Boolean> GIT =
            option("programs.git.enable", bool(), "Whether to install git.").defaultsTo(false);

    public static final Option<Data.Table> GIT_CONFIG = option(
                    "programs.git.config",
                    settings(),
                    "Settings for all users, as in git-config(1): sections, subsections and their variables.")
            .defaultsTo(new Data.Table(Map.of()))
            .example("{ init.defaultBranch = main, url.\"https://example.org/\".insteadOf = \"ex:\" }");

    public static final Option<Boolean> GIT_LFS = option(
                    "programs.git.lfs.enable", bool(), "Whether to install the extension for large files.")
            .defaultsTo(false);

    public static final Option<Boolean> VIM =
            option("programs.vim.enable", bool(), "Whether to install vim.").defaultsTo(false);

    public static final Option<Boolean> VIM_DEFAULT = option(
                    "programs.vim.defaultEditor", bool(), "Whether programs that want an editor start vim.")
            .defaultsTo(false);

    public static final Option<String> VIM_CONFIG = option(
                    "programs.vim.config", lines(), "Lines for the vimrc of all users.")
            .defaultsTo("")
            .example("\"set number\"");

    public static final Option<Boolean> TMUX =
            option("programs.tmux.enable", bool(), "Whether to install tmux.").defaultsTo(false);

    public static final Option<String> TMUX_CONFIG = option(
                    "programs.tmux.config", lines(), "Lines for the configuration of all users.")
            .defaultsTo("")
            .example("\"set -g mouse on\"");

    @Override
    public List<Option<?>> options() {
        return List.of(GIT, GIT_CONFIG, GIT_LFS, VIM, VIM_DEFAULT, VIM_CONFIG, TMUX, TMUX_CONFIG);
    }

    @Override
    public void define(Definitions define) {
        define.when(config -> config.get(VIM) && config.get(VIM_DEFAULT))
                .set(Environment.VARIABLES, config -> new TreeMap<>(Map.of("EDITOR", "vim")));
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (config.get(GIT)) {
            system.installPackage("git");
            if (config.get(GIT_LFS)) {
                system.installPackage("git-lfs");
            }
            if (!config.get(GIT_CONFIG).entries().isEmpty()) {
                system.etcFile("gitconfig", GitConfig.render(config.get(GIT_CONFIG)));
                system.healthCheck(HealthCheck.succeeds("git", "/usr/bin/git", "config", "--system", "--list")
                        .describedAs("git can read its settings"));
            } else {
                system.healthCheck(HealthCheck.succeeds("git", "/usr/bin/git", "--version"));
            }
        }
        if (config.get(VIM)) {
            system.installPackage("vim");
            system.healthCheck(HealthCheck.succeeds("vim", "/usr/bin/vim", "--version"));
            if (!config.get(VIM_CONFIG).isEmpty()) {
                system.etcFile("vim/vimrc.local", config.get(VIM_CONFIG) + "\n");
            }
        }
        if (config.get(TMUX)) {
            system.installPackage("tmux");
            system.healthCheck(HealthCheck.succeeds("tmux", "/usr/bin/tmux", "-V"));
            if (!config.get(TMUX_CONFIG).isEmpty()) {
                system.etcFile("tmux.conf", config.get(TMUX_CONFIG) + "\n");
            }
        }
    }
}
