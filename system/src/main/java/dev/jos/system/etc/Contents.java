package dev.jos.system.etc;

import dev.jos.config.ConfigurationFiles;
import dev.jos.modules.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// What files of a configuration hold.
final class Contents {

    private Contents() {}

    static byte[] read(Content content, ConfigurationFiles beside) throws IOException {
        return switch (content) {
            case Content.Text text -> text.text().getBytes(StandardCharsets.UTF_8);
            case Content.Beside file -> beside.read(file.reference().path());
        };
    }
}
