package dev.jos.packages.scripts;

import java.util.List;
import java.util.Map;

/// systemctl(1) and deb-systemd-helper(1p), through which packages enable their units.
final class UnitCommands {

    private UnitCommands() {}

    static void addTo(Map<String, CommandRule> rules) {
        rules.put("deb-systemd-helper", UnitCommands::helper);
        rules.put("systemctl", UnitCommands::systemctl);
    }

    private static Outcome helper(Call call) throws NotUnderstoodException {
        List<String> words = operands(call);
        String action = words.isEmpty() ? "" : words.getFirst();
        return switch (action) {
            case "enable" -> enable(call, words);
            // Nothing was installed before; and without earlier state, a unit counts as having been enabled.
            case "debian-installed" -> Outcome.FALSE;
            case "was-enabled", "unmask", "update-state", "reenable" -> Outcome.TRUE;
            case "disable", "purge", "mask" -> Outcome.TRUE;
            default -> throw call.notUnderstood("`deb-systemd-helper " + action + "` is not known");
        };
    }

    private static Outcome systemctl(Call call) throws NotUnderstoodException {
        List<String> words = operands(call);
        String action = words.isEmpty() ? "" : words.getFirst();
        return switch (action) {
            case "enable" -> enable(call, words);
            case "is-active", "is-system-running", "is-failed", "status", "is-enabled" -> Outcome.FALSE;
            case "mask", "link", "set-default", "add-wants", "edit", "preset-all" ->
                throw call.notUnderstood("`systemctl " + action + "` is not known");
            default -> Outcome.TRUE;
        };
    }

    private static List<String> operands(Call call) {
        return call.arguments().stream().filter(a -> !a.startsWith("-")).toList();
    }

    private static Outcome enable(Call call, List<String> words) throws NotUnderstoodException {
        boolean user = call.has("--user") || call.has("--global");
        for (String unit : words.subList(1, words.size())) {
            String name = Paths.fileName(call.known(unit));
            call.effects().add(user ? UnitEnablement.user(name) : UnitEnablement.system(name));
        }
        return Outcome.TRUE;
    }
}
