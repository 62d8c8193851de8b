package dev.jos.packages.scripts;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Analyses scripts that tests write down.
final class FreshScripts {

    private final Map<String, String> files = new HashMap<>();
    private Set<String> shipped = Set.of();
    private String packageName = "example";

    static FreshScripts postinst(String... lines) {
        return new FreshScripts().with("postinst", "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    }

    FreshScripts with(String member, String text) {
        files.put(member, text);
        return this;
    }

    FreshScripts named(String name) {
        packageName = name;
        return this;
    }

    FreshScripts shipping(String... paths) {
        shipped = Set.of(paths);
        return this;
    }

    Declarations analyse() {
        return new MaintainerScriptAnalysis()
                .analyse(new PackageScripts(packageName, "amd64", files), shipped::contains);
    }
}
