package dev.jos.interfaces;

import java.util.ArrayList;
import java.util.List;

/// The format of `/etc/ld.so.conf.d/*.conf`: a directory a line, comments after `#` (ldconfig(8)).
public final class LibraryConfiguration {

    private LibraryConfiguration() {}

    /// The absolute directories named, relative to the root and usr-merged, in order.
    public static List<String> directories(String text) {
        List<String> directories = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            int comment = line.indexOf('#');
            String directory = (comment < 0 ? line : line.substring(0, comment)).strip();
            if (directory.startsWith("/")) {
                directories.add(LibraryPath.normalize(directory));
            }
        }
        return directories;
    }
}
