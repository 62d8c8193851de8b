package dev.jos.packages.debian;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/// What the packages' own files of tmpfiles.d(5) make.
final class PackagedTmpfiles {

    private static final String DIRECTORY = "/usr/lib/tmpfiles.d";

    private PackagedTmpfiles() {}

    /// The paths of all lines that make something, as they are written.
    static Set<String> paths(ViewFiles view) throws IOException {
        Set<String> paths = new HashSet<>();
        for (String name : view.shippedNames(DIRECTORY)) {
            if (!name.endsWith(".conf")) {
                continue;
            }
            for (String line :
                    view.text(DIRECTORY + "/" + name).orElse("").lines().toList()) {
                String[] fields = line.strip().split("\\s+", 3);
                if (fields.length > 1 && "fdDvqQpLcbC".indexOf(fields[0].charAt(0)) >= 0) {
                    paths.add(fields[1]);
                }
            }
        }
        return paths;
    }
}
