package dev.jos.modules.shipped.users;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.oneOf;
import static dev.jos.config.Types.set;
import static dev.jos.config.Types.submodule;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.config.OptionType;
import dev.jos.modules.shipped.base.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Who may run what as whom: sudoers(5), "User specification".
final class SudoRules {

    /// sudoers(5), "Tag_Spec".
    enum Tag {
        PASSWD,
        NOPASSWD,
        SETENV,
        NOSETENV,
        EXEC,
        NOEXEC,
        LOG_INPUT,
        NOLOG_INPUT,
        LOG_OUTPUT,
        NOLOG_OUTPUT,
        MAIL,
        NOMAIL,
        FOLLOW,
        NOFOLLOW
    }

    static final Option<Set<String>> USERS = option(
                    "users", set(Words.accountName()), "The users whom the rule is for.")
            .defaultsTo(Set.of())
            .example("[deploy]");

    static final Option<Set<String>> GROUPS = option(
                    "groups", set(Words.accountName()), "The groups whose members the rule is for.")
            .defaultsTo(Set.of())
            .example("[operators]");

    static final Option<String> HOST =
            option("host", aliasFree(), "The machines it is for, by host name.").defaultsTo("ALL");

    static final Option<String> RUN_AS = option("runAs", aliasFree(), "The user, or the user and the group, to act as.")
            .defaultsTo("ALL:ALL")
            .example("postgres");

    static final Option<String> COMMAND = option(
                    "command",
                    matching("an absolute path, with arguments or without, or `ALL`", SudoRules::isCommand),
                    "The program by its absolute path, or `ALL`. With arguments, only those are allowed; with `\"\"` after it, none.")
            .example("\"/usr/bin/systemctl restart app\"");

    static final Option<Set<Tag>> OPTIONS = option(
                    "options", set(oneOf(Tag.class, Tag::name)), "How it may be run, by the tags of sudoers(5).")
            .defaultsTo(Set.of())
            .example("[NOPASSWD]");

    static final Option<List<EvaluatedConfig>> COMMANDS =
            option("commands", list(submodule(COMMAND, OPTIONS)), "What may be run.");

    static final Option<?>[] ALL = {USERS, GROUPS, HOST, RUN_AS, COMMANDS};

    private SudoRules() {}

    /// The lines for one rule, one for each user or group and command: within a line, tags would hold for later
    /// commands, too.
    static List<String> lines(EvaluatedConfig rule) {
        var lines = new ArrayList<String>();
        for (String who : who(rule)) {
            for (EvaluatedConfig command : rule.get(COMMANDS)) {
                lines.add("%s %s=(%s) %s".formatted(who, rule.get(HOST), rule.get(RUN_AS), specification(command)));
            }
        }
        return lines;
    }

    private static List<String> who(EvaluatedConfig rule) {
        var who = new ArrayList<>(rule.get(USERS));
        rule.get(GROUPS).forEach(group -> who.add("%" + group));
        return who;
    }

    /// sudoers(5), "Other special characters and reserved words".
    private static String specification(EvaluatedConfig command) {
        var text = new StringBuilder();
        command.get(OPTIONS).forEach(tag -> text.append(tag.name()).append(": "));
        return text + command.get(COMMAND).replaceAll("[,:=]", "\\\\$0");
    }

    private static boolean isCommand(String text) {
        return text.equals("ALL") || (text.startsWith("/") && text.indexOf('\n') < 0);
    }

    private static OptionType<String> aliasFree() {
        return matching(
                "a name, `ALL`, or several with commas between",
                text -> !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 127 && "=()\\\"".indexOf(c) < 0));
    }
}
