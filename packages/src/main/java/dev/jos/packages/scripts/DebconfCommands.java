package dev.jos.packages.scripts;

import java.util.List;
import java.util.Map;

/// The shell functions of debconf; confmodule(3). Nobody is asked: every question has its default answer.
final class DebconfCommands {

    private DebconfCommands() {}

    static void addTo(Map<String, CommandRule> rules) {
        for (String name : List.of(
                "db_version",
                "db_capb",
                "db_stop",
                "db_title",
                "db_beginblock",
                "db_endblock",
                "db_register",
                "db_unregister",
                "db_subst",
                "db_fset",
                "db_reset",
                "db_purge",
                "db_progress",
                "db_settitle",
                "db_info",
                "db_x_loadtemplatefile",
                "debconf-set-selections",
                "debconf-communicate",
                "db_clear")) {
            rules.put(name, call -> Outcome.TRUE);
        }
        rules.put("db_input", call -> Outcome.FALSE);
        rules.put("db_go", call -> Outcome.TRUE);
        rules.put("db_get", DebconfCommands::get);
        rules.put("db_metaget", DebconfCommands::unknown);
        rules.put("db_fget", call -> {
            call.script().environment().set("RET", "false");
            return Outcome.TRUE;
        });
        rules.put("db_set", call -> {
            call.script().debconf().answer(call.argument(0), call.arguments().size() > 1 ? call.argument(1) : "");
            return Outcome.TRUE;
        });
    }

    private static Outcome get(Call call) throws NotUnderstoodException {
        call.script().environment().set("RET", call.script().debconf().answer(call.argument(0)));
        return Outcome.TRUE;
    }

    private static Outcome unknown(Call call) {
        call.script().environment().set("RET", Text.UNKNOWN);
        return Outcome.TRUE;
    }
}
