package dev.jos.packages.scripts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// dpkg's own tools: alternatives, diversions, triggers, versions.
final class DpkgCommands {

    private DpkgCommands() {}

    static void addTo(Map<String, CommandRule> rules) {
        rules.put("update-alternatives", DpkgCommands::alternatives);
        rules.put("dpkg-divert", DpkgCommands::divert);
        rules.put("dpkg-trigger", DpkgCommands::trigger);
        rules.put("dpkg", DpkgCommands::dpkg);
        rules.put("dpkg-architecture", call -> {
            call.script().print(Text.UNKNOWN);
            return Outcome.TRUE;
        });
        rules.put("dpkg-vendor", DpkgCommands::vendor);
        rules.put(".", DpkgCommands::source);
        rules.put("source", DpkgCommands::source);
    }

    private static Outcome alternatives(Call call) throws NotUnderstoodException {
        List<String> words = call.arguments();
        int install = words.indexOf("--install");
        if (install < 0) {
            if (call.has("--set") || call.has("--config")) {
                throw call.notUnderstood("it chooses an alternative by hand");
            }
            return call.has("--query") || call.has("--display") || call.has("--list") ? Outcome.FALSE : Outcome.TRUE;
        }
        if (words.size() < install + 5) {
            throw call.notUnderstood("`--install` takes a link, a name, a path and a priority");
        }
        String priority = call.known(words.get(install + 4));
        if (!priority.matches("-?\\d{1,9}")) {
            throw call.notUnderstood("its priority is no number");
        }
        List<Alternative.Slave> slaves = new ArrayList<>();
        for (int i = install + 5; i < words.size(); i++) {
            if ((words.get(i).equals("--slave") || words.get(i).equals("--follower")) && i + 3 < words.size()) {
                slaves.add(new Alternative.Slave(
                        call.known(words.get(i + 2)), call.path(words.get(i + 1)), call.path(words.get(i + 3))));
                i += 3;
            }
        }
        call.effects()
                .add(new Alternative(
                        call.known(words.get(install + 2)),
                        call.path(words.get(install + 1)),
                        call.path(words.get(install + 3)),
                        Integer.parseInt(priority),
                        slaves));
        return Outcome.TRUE;
    }

    private static Outcome divert(Call call) throws NotUnderstoodException {
        Options options = call.options(Set.of("--divert", "--package", "--admindir", "--instdir", "--root"));
        if (options.has("--list", "--listpackage", "--remove")) {
            return options.has("--remove") ? Outcome.TRUE : Outcome.FALSE;
        }
        if (options.has("--truename")) {
            call.script()
                    .print(
                            options.operands().isEmpty()
                                    ? Text.UNKNOWN
                                    : options.operands().getFirst() + "\n");
            return Outcome.TRUE;
        }
        if (options.operands().size() != 1) {
            throw call.notUnderstood("it does not divert one file");
        }
        String path = options.operands().getFirst();
        String divertedTo = options.value("--divert").orElse(path + ".distrib");
        if (call.known(divertedTo).endsWith(".usr-is-merged")) {
            // Guards files against moves between /lib and /usr/lib, which are one directory here.
            return Outcome.TRUE;
        }
        String by = options.value("--package").orElse(call.script().scripts().packageName());
        call.effects().add(new Diversion(call.path(path), call.path(divertedTo), call.known(by)));
        return Outcome.TRUE;
    }

    private static Outcome trigger(Call call) throws NotUnderstoodException {
        for (String name : call.options(Set.of("--by-package")).operands()) {
            call.effects().trigger(call.known(name));
        }
        return Outcome.TRUE;
    }

    private static Outcome dpkg(Call call) throws NotUnderstoodException {
        int compare = call.arguments().indexOf("--compare-versions");
        if (compare >= 0) {
            return compareVersions(
                    call.arguments().stream().filter(a -> !a.startsWith("--")).toList());
        }
        if (call.has("--print-architecture")) {
            // A package for all architectures cannot tell which one it will be on.
            String architecture = call.script().scripts().architecture();
            call.script().print(architecture.equals("all") ? Text.UNKNOWN : architecture + "\n");
            return Outcome.TRUE;
        }
        if (call.arguments().stream().anyMatch(a -> a.startsWith("--assert") || a.startsWith("--validate"))) {
            return Outcome.TRUE;
        }
        call.script().print(Text.UNKNOWN);
        return Outcome.UNKNOWN;
    }

    /// On a fresh install the version compared is usually empty, which orders below all others, except for the
    /// operators ending in `-nl`, where it orders above; dpkg(1).
    private static Outcome compareVersions(List<String> operands) {
        if (operands.size() != 3 || !Text.isKnown(operands.get(0)) || !Text.isKnown(operands.get(2))) {
            return Outcome.UNKNOWN;
        }
        boolean leftEmpty = operands.get(0).isEmpty();
        boolean rightEmpty = operands.get(2).isEmpty();
        String operator = operands.get(1);
        if (!leftEmpty && !rightEmpty) {
            return operands.get(0).equals(operands.get(2))
                    ? Outcome.of(operator.matches("le.*|eq|ge.*|<=|=|>="))
                    : Outcome.UNKNOWN;
        }
        int order = leftEmpty == rightEmpty ? 0 : leftEmpty ? -1 : 1;
        if (operator.endsWith("-nl")) {
            order = -order;
        }
        return switch (operator.replace("-nl", "")) {
            case "lt", "<<" -> Outcome.of(order < 0);
            case "le", "<=", "<" -> Outcome.of(order <= 0);
            case "eq", "=" -> Outcome.of(order == 0);
            case "ne" -> Outcome.of(order != 0);
            case "ge", ">=", ">" -> Outcome.of(order >= 0);
            case "gt", ">>" -> Outcome.of(order > 0);
            default -> Outcome.UNKNOWN;
        };
    }

    private static Outcome vendor(Call call) throws NotUnderstoodException {
        List<String> words = call.arguments();
        int question = Math.max(words.indexOf("--derives-from"), words.indexOf("--is"));
        if (question < 0) {
            call.script().print("Debian\n");
            return Outcome.TRUE;
        }
        return Outcome.of(call.argument(question + 1).equalsIgnoreCase("debian"));
    }

    private static Outcome source(Call call) throws NotUnderstoodException {
        String file = call.path(call.argument(0));
        boolean library = file.equals("/usr/share/debconf/confmodule") || file.startsWith("/usr/share/dpkg/");
        if (library || call.install().exists(file, call.effects()) == Outcome.FALSE) {
            return Outcome.TRUE;
        }
        throw call.notUnderstood("it takes in another script, `" + file + "`");
    }
}
