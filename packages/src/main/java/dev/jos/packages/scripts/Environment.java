package dev.jos.packages.scripts;

import dev.jos.packages.scripts.shell.ShellCommand;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The variables, functions, positional parameters and directory of a script at one point.
final class Environment {

    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, ShellCommand> functions = new HashMap<>();
    private List<String> positional = List.of();
    private String directory = "/";
    private int umask = 022;

    String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    boolean isSet(String name) {
        return variables.containsKey(name);
    }

    void set(String name, String value) {
        variables.put(name, value);
    }

    void unset(String name) {
        variables.remove(name);
    }

    Optional<ShellCommand> function(String name) {
        return Optional.ofNullable(functions.get(name));
    }

    void define(String name, ShellCommand body) {
        functions.put(name, body);
    }

    List<String> positional() {
        return positional;
    }

    void setPositional(List<String> values) {
        positional = List.copyOf(values);
    }

    void setUmask(int mask) {
        umask = mask & 0777;
    }

    /// The mode of a file made now, unless something says otherwise.
    int fileMode() {
        return 0666 & ~umask;
    }

    /// The mode of a directory made now, unless something says otherwise.
    int directoryMode() {
        return 0777 & ~umask;
    }

    String directory() {
        return directory;
    }

    void enter(String path) {
        directory = path;
    }

    /// A path of the script as an absolute one.
    String absolute(String path) {
        return path.startsWith("/") || path.startsWith(Text.UNKNOWN) ? path : directory + "/" + path;
    }

    Environment copy() {
        Environment copy = new Environment();
        copy.restore(this);
        return copy;
    }

    void restore(Environment saved) {
        variables.clear();
        variables.putAll(saved.variables);
        functions.clear();
        functions.putAll(saved.functions);
        positional = saved.positional;
        directory = saved.directory;
        umask = saved.umask;
    }

    /// Forgets what differs from the state another branch ended in.
    void mergeWith(Environment other) {
        Set<String> names = new HashSet<>(variables.keySet());
        names.addAll(other.variables.keySet());
        for (String name : names) {
            if (!variable(name).equals(other.variable(name))) {
                variables.put(name, Text.UNKNOWN);
            }
        }
        other.functions.forEach(functions::putIfAbsent);
        if (!directory.equals(other.directory)) {
            directory = Text.UNKNOWN;
        }
    }
}
