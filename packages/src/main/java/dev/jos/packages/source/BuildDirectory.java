package dev.jos.packages.source;

import dev.jos.host.Command;
import dev.jos.host.DurableFiles;
import dev.jos.packages.tools.Confinement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The directory of one build:
///
/// ```
/// root/          the hierarchy it sees
/// sources/       what it starts from, at /sources
/// build/         where it works, at /build
/// environment    a line NAME=VALUE for each variable
/// ```
record BuildDirectory(Path path) {

    /// Where the source is unpacked to, as a build sees it.
    static final String TREE = "/build/source";

    Path root() {
        return path.resolve("root");
    }

    Path sources() {
        return path.resolve("sources");
    }

    Path build() {
        return path.resolve("build");
    }

    /// What a build sees beside its hierarchy.
    Confinement confinement() {
        return Confinement.NONE
                .asBuilder()
                .reading(root().resolve("var"), "/var")
                .reading(sources(), "/sources")
                .writing(build(), "/build");
    }

    void writeEnvironment(Map<String, String> environment, DurableFiles files) throws IOException {
        StringBuilder text = new StringBuilder();
        environment.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        files.write(path.resolve("environment"), text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// The command with the environment that was written, and no other.
    Command inEnvironment(Command command) throws IOException {
        Command result = command;
        List<String> lines = new ArrayList<>(Files.readAllLines(path.resolve("environment")));
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                result = result.env(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return result;
    }
}
