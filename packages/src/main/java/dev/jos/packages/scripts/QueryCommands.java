package dev.jos.packages.scripts;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Commands that only ask or print.
final class QueryCommands {

    private static final List<String> READERS = List.of(
            "awk",
            "gawk",
            "mawk",
            "cut",
            "head",
            "tail",
            "stat",
            "ls",
            "uname",
            "wc",
            "sort",
            "uniq",
            "tr",
            "expr",
            "date",
            "hostname",
            "pidof",
            "ps",
            "pgrep",
            "df",
            "du",
            "mount",
            "mountpoint",
            "cmp",
            "diff",
            "md5sum",
            "sha1sum",
            "sha256sum",
            "tty",
            "who",
            "file",
            "od",
            "seq",
            "logname",
            "lsb_release",
            "arch",
            "nproc",
            "rev",
            "tac",
            "comm",
            "findmnt",
            "lsmod",
            "blkid",
            "lsblk",
            "debconf-show",
            "locale",
            "ischroot",
            "systemd-detect-virt",
            "detect-virt",
            "realpath",
            "getconf",
            "printenv",
            "bc",
            "dpkg-query",
            "apt-config",
            "apt-cache",
            "fmt",
            "fold",
            "ucfq",
            "col",
            "nl",
            "tput",
            "stty",
            "type",
            "xmlcatalog",
            "runlevel",
            "capsh",
            "debconf-get");

    private QueryCommands() {}

    static void addTo(Map<String, CommandRule> rules) {
        for (String name : READERS) {
            rules.put(name, QueryCommands::unknown);
        }
        rules.put("grep", QueryCommands::grep);
        rules.put("egrep", QueryCommands::grep);
        rules.put("fgrep", QueryCommands::grep);
        rules.put("zgrep", QueryCommands::grep);
        rules.put("readlink", QueryCommands::readlink);
        rules.put("getcap", call -> Outcome.TRUE);
        rules.put("aa-status", call -> Outcome.FALSE);
        rules.put("test", TestExpression::evaluate);
        rules.put("[", TestExpression::evaluate);
        rules.put("[[", TestExpression::evaluate);
        rules.put("echo", QueryCommands::echo);
        rules.put("printf", QueryCommands::printf);
        rules.put("cat", QueryCommands::cat);
        rules.put("which", QueryCommands::which);
        rules.put("type", QueryCommands::which);
        rules.put("basename", QueryCommands::baseName);
        rules.put("dirname", QueryCommands::directoryName);
        rules.put("getent", QueryCommands::getent);
        rules.put("id", QueryCommands::id);
        rules.put("tempfile", QueryCommands::temporary);
        rules.put("mktemp", QueryCommands::temporary);
        rules.put("sed", QueryCommands::sed);
        rules.put("perl", QueryCommands::perl);
        rules.put("find", QueryCommands::find);
        rules.put("xargs", QueryCommands::xargs);
        rules.put("tee", QueryCommands::tee);
        rules.put("whoami", call -> {
            call.script().print("root\n");
            return Outcome.TRUE;
        });
    }

    private static Outcome unknown(Call call) {
        call.script().print(Text.UNKNOWN);
        return Outcome.UNKNOWN;
    }

    /// A search through nothing, or through a file that is certainly not there, finds nothing.
    private static Outcome grep(Call call) throws NotUnderstoodException {
        Options options = call.options(Set.of("-e", "-f", "-m", "-A", "-B", "-C", "--regexp", "--file"));
        int patterns = options.has("-e", "-f", "--regexp", "--file") ? 0 : 1;
        List<String> operands = options.operands();
        List<String> files = operands.subList(Math.min(patterns, operands.size()), operands.size());
        boolean nothing = files.isEmpty()
                ? call.input().isEmpty()
                : files.stream().allMatch(f -> call.install().exists(f, call.effects()) == Outcome.FALSE);
        call.script().print(nothing ? "" : Text.UNKNOWN);
        return nothing ? Outcome.FALSE : Outcome.UNKNOWN;
    }

    /// Links are known where the script made them, or where nothing is.
    private static Outcome readlink(Call call) throws NotUnderstoodException {
        List<String> operands = call.options(Set.of()).operands();
        boolean nothing =
                operands.size() == 1 && call.install().exists(operands.getFirst(), call.effects()) == Outcome.FALSE;
        call.script().print(nothing ? "" : Text.UNKNOWN);
        return nothing ? Outcome.FALSE : Outcome.UNKNOWN;
    }

    private static Outcome echo(Call call) {
        boolean newline =
                call.arguments().isEmpty() || !call.arguments().getFirst().equals("-n");
        List<String> words = newline
                ? call.arguments()
                : call.arguments().subList(1, call.arguments().size());
        if (!words.isEmpty() && words.getFirst().equals("-e")) {
            words = List.of(Text.UNKNOWN);
        }
        call.script().print(String.join(" ", words) + (newline ? "\n" : ""));
        return Outcome.TRUE;
    }

    private static Outcome printf(Call call) {
        List<String> arguments = call.arguments();
        if (arguments.isEmpty()) {
            return Outcome.FALSE;
        }
        String format = arguments.getFirst().replace("\\n", "\n").replace("\\t", "\t");
        boolean plain = !format.contains("\\") && !format.replace("%s", "").contains("%");
        if (!plain) {
            call.script().print(Text.UNKNOWN);
            return Outcome.TRUE;
        }
        int next = 1;
        do {
            String text = format;
            while (text.contains("%s")) {
                String value = next < arguments.size() ? arguments.get(next) : "";
                int at = text.indexOf("%s");
                call.script().print(text.substring(0, at) + value);
                text = text.substring(at + 2);
                next++;
            }
            call.script().print(text);
        } while (format.contains("%s") && next < arguments.size());
        return Outcome.TRUE;
    }

    private static Outcome cat(Call call) {
        boolean copiesInput = call.arguments().isEmpty() || call.arguments().equals(List.of("-"));
        call.script().print(copiesInput ? call.input() : Text.UNKNOWN);
        return Outcome.TRUE;
    }

    private static Outcome which(Call call) {
        for (String argument : call.arguments()) {
            if (!argument.startsWith("-")) {
                String tool = argument.startsWith("/") ? argument : "/usr/bin/" + argument;
                call.script().print(tool + "\n");
            }
        }
        return Outcome.TRUE;
    }

    private static Outcome baseName(Call call) throws NotUnderstoodException {
        String path = call.argument(0);
        String name = Text.isKnown(path) ? Paths.fileName(path) : Text.UNKNOWN;
        if (call.arguments().size() > 1 && name.endsWith(call.argument(1))) {
            name = name.substring(0, name.length() - call.argument(1).length());
        }
        call.script().print(name + "\n");
        return Outcome.TRUE;
    }

    private static Outcome directoryName(Call call) throws NotUnderstoodException {
        String path = call.arguments().getLast();
        call.script().print((Text.isKnown(path) ? Paths.parent(path) : Text.UNKNOWN) + "\n");
        return Outcome.TRUE;
    }

    private static Outcome getent(Call call) throws NotUnderstoodException {
        Outcome exists = call.arguments().size() < 2
                ? Outcome.UNKNOWN
                : switch (call.argument(0)) {
                    case "passwd", "shadow" -> call.install().userExists(call.argument(1), call.effects());
                    case "group", "gshadow" -> call.install().groupExists(call.argument(1), call.effects());
                    default -> Outcome.UNKNOWN;
                };
        // An account's line is not known, but it is not empty.
        call.script()
                .print(
                        switch (exists) {
                            case TRUE -> call.argument(1) + ":" + Text.UNKNOWN + "\n";
                            case FALSE -> "";
                            case UNKNOWN -> Text.UNKNOWN;
                        });
        return exists;
    }

    private static Outcome id(Call call) {
        List<String> names =
                call.arguments().stream().filter(a -> !a.startsWith("-")).toList();
        if (names.isEmpty()) {
            call.script().print(call.has("-u") ? "0" : Text.UNKNOWN);
            return Outcome.TRUE;
        }
        Outcome exists = call.install().userExists(names.getFirst(), call.effects());
        call.script().print(exists == Outcome.FALSE ? "" : Text.UNKNOWN);
        return exists;
    }

    private static Outcome temporary(Call call) {
        call.script().print("/tmp/of-a-script\n");
        return Outcome.TRUE;
    }

    private static Outcome sed(Call call) throws NotUnderstoodException {
        boolean inPlace = call.arguments().stream()
                .anyMatch(a -> a.startsWith("-i") || a.startsWith("--in-place") || a.matches("-[nErsz]+i.*"));
        if (!inPlace) {
            return unknown(call);
        }
        String file = call.arguments().getLast();
        if (call.install().exists(file, call.effects()) == Outcome.FALSE) {
            return Outcome.FALSE;
        }
        throw call.notUnderstood("it edits a file in place");
    }

    private static Outcome perl(Call call) throws NotUnderstoodException {
        if (call.arguments().stream().anyMatch(a -> a.startsWith("-i") || a.startsWith("-pi"))) {
            throw call.notUnderstood("it edits a file in place");
        }
        return unknown(call);
    }

    private static Outcome find(Call call) throws NotUnderstoodException {
        Set<String> actions = Set.of("-exec", "-execdir", "-delete", "-ok", "-okdir");
        if (call.arguments().stream().noneMatch(actions::contains)) {
            return unknown(call);
        }
        for (String argument : call.arguments()) {
            if (argument.startsWith("-")) {
                break;
            }
            if (call.install().exists(argument, call.effects()) != Outcome.FALSE) {
                throw call.notUnderstood("it acts on every file it finds");
            }
        }
        return Outcome.TRUE;
    }

    private static Outcome xargs(Call call) throws NotUnderstoodException {
        boolean removes = call.has("rm") || call.has("rmdir") || call.has("readlink") || call.has("echo");
        if (call.input().isEmpty() || removes) {
            return Outcome.TRUE;
        }
        throw call.notUnderstood("its arguments are not known before the script runs");
    }

    private static Outcome tee(Call call) throws NotUnderstoodException {
        for (String file : call.arguments()) {
            if (!file.startsWith("-")) {
                WrittenFile.write(call.script(), file, call.input(), call.has("-a"));
            }
        }
        call.script().print(call.input());
        return Outcome.TRUE;
    }
}
