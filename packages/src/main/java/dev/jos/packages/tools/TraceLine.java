package dev.jos.packages.tools;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The form of a line of strace(1) with `--follow-forks --decode-fds=path`:
///
/// ```
/// 25163 openat(AT_FDCWD</build/source>, "/usr/include/greet.h", O_RDONLY) = 3</usr/include/greet.h>
/// 25163 getdents64(3</usr/include>, 0x55a8 /* 3 entries */, 32768) = 80
/// ```
final class TraceLine {

    private static final Pattern LOOKED = Pattern.compile(
            "[0-9]+ +([a-z0-9_]+)\\((?:(?:AT_FDCWD|[0-9]+)(?:<([^>]*)>)?, )?\"((?:[^\"\\\\]|\\\\.)*)\".*");
    private static final Pattern LISTED = Pattern.compile("[0-9]+ +getdents(?:64)?\\([0-9]+<([^>]*)>.*");
    private static final Pattern WENT = Pattern.compile("[0-9]+ +fchdir\\([0-9]+<([^>]*)>.*");

    private TraceLine() {}

    static Optional<FileTracer.Event> parse(String line) {
        Matcher looked = LOOKED.matcher(line);
        if (looked.matches()) {
            String path = path(looked.group(2), looked.group(3));
            return Optional.of(
                    looked.group(1).equals("chdir") ? new FileTracer.Went(path) : new FileTracer.Looked(path));
        }
        Matcher listed = LISTED.matcher(line);
        if (listed.matches()) {
            return Optional.of(new FileTracer.Listed(listed.group(1)));
        }
        Matcher went = WENT.matcher(line);
        return went.matches() ? Optional.of(new FileTracer.Went(went.group(1))) : Optional.empty();
    }

    private static String path(@Nullable String directory, String written) {
        return written.startsWith("/") || directory == null ? written : directory + "/" + written;
    }
}
