package dev.jos.packages.deb;

import java.io.IOException;

/// A file of the user's own that is no package.
public final class UnusableFile extends IOException {

    UnusableFile(MalformedDebException cause) {
        super(cause.getMessage(), cause);
    }
}
