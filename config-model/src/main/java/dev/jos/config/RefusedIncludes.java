package dev.jos.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import java.io.File;
import java.net.URL;
import java.util.Optional;

/// Notes HOCON's own `include` instead of obeying it: what it pulls in would lose its place, and might not be a file.
final class RefusedIncludes implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

    /// What was to be included.
    record Refused(String what) {
        Diagnostic diagnostic(SourceFile file) {
            int at = Math.max(0, file.text().indexOf("include"));
            return Diagnostic.error("`include` is not supported.")
                    .at(file.at(at, "include".length()), "expected `imports`")
                    .hint("Write `imports = [%s]` at the top of the file.".formatted(Hocon.quoted(what)));
        }
    }

    private Optional<Refused> refused = Optional.empty();

    Optional<Refused> refused() {
        return refused;
    }

    private ConfigObject refuse(String what) {
        refused = Optional.of(new Refused(what));
        return ConfigFactory.empty().root();
    }

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
        return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
        return refuse(what);
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
        return refuse(what.getPath());
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
        return refuse(what.toString());
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String what) {
        return refuse(what);
    }
}
