package dev.jos.modules.shipped.base;

import dev.jos.config.ConfigurationFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The files of a configuration with one more, [#MAIN]: it imports the main file, and forces [Container#ENABLE]. So a
/// machine can be read as the container it could be.
public record ContainerFiles(ConfigurationFiles files, String mainFile) implements ConfigurationFiles {

    /// What to load.
    public static final String MAIN = "jos-image";

    @Override
    public Kind kind(String path) {
        return path.equals(MAIN) ? Kind.FILE : files.kind(path);
    }

    @Override
    public byte[] read(String path) throws IOException {
        if (!path.equals(MAIN)) {
            return files.read(path);
        }
        String quoted = mainFile.replace("\\", "\\\\").replace("\"", "\\\"");
        return "imports = [\"%s\"]\nforce.%s = true\n"
                .formatted(quoted, Container.ENABLE.name())
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<String> list(String directory) throws IOException {
        return files.list(directory);
    }

    @Override
    public boolean isExecutable(String path) {
        return files.isExecutable(path);
    }

    @Override
    public String shownAs(String path) {
        return path.equals(MAIN) ? MAIN : files.shownAs(path);
    }
}
