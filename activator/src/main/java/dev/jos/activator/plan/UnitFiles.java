package dev.jos.activator.plan;

import dev.jos.activator.units.SystemUnit;
import dev.jos.activator.units.TreePaths;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The files that a unit's own settings name.
final class UnitFiles {

    private static final List<String> NAMES_FILES =
            List.of("EnvironmentFile", "LoadCredential", "LoadCredentialEncrypted");

    /// The marks before a program in systemd.service(5).
    private static final String MARKS = "^[-@:+!|]+";

    private UnitFiles() {}

    /// The programs that it runs, as paths in a tree.
    static List<String> programs(SystemUnit unit) {
        return Stream.of("ExecStart", "ExecStartPre", "ExecStartPost", "ExecCondition")
                .flatMap(key -> unit.settings().all("Service", key).stream())
                .map(line -> line.split("\\s+", 2)[0].replaceFirst(MARKS, ""))
                .filter(program -> program.startsWith("/"))
                .map(TreePaths::of)
                .distinct()
                .toList();
    }

    /// What it reads, as far as one can tell: files in `/etc` that its settings name, `/etc/default/NAME`, and the
    /// directory `/etc/NAME`.
    static List<String> configuration(SystemUnit unit) {
        var files = new ArrayList<String>();
        for (String key : NAMES_FILES) {
            unit.settings().all("Service", key).forEach(value -> paths(value.replaceFirst("^[^:/]+:", ""), files));
        }
        unit.settings().all("Service", "ExecStart").forEach(line -> paths(line, files));
        if (unit.name().type().equals("service")) {
            String name = unit.name().prefix();
            files.add("etc/default/" + name);
            files.add("etc/" + name);
            files.add("etc/" + name + ".conf");
        }
        return files;
    }

    private static void paths(String line, List<String> files) {
        for (String word : line.split("[\\s=,\"']+", -1)) {
            String path = word.replaceFirst(MARKS, "");
            if (path.startsWith("/etc/") && path.length() > "/etc/".length()) {
                files.add(TreePaths.of(path));
            }
        }
    }
}
