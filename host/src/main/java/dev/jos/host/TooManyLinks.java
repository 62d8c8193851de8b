package dev.jos.host;

import java.nio.file.FileSystemException;

/// A file has as many names as its file system allows; on ext4 that is 65,000.
public final class TooManyLinks extends FileSystemException {

    public TooManyLinks(String existing, String link) {
        super(existing, link, "too many links");
    }
}
