package dev.jos.bootloader;

import dev.jos.host.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/// A kernel or an initrd that a boot entry loads.
///
/// It lies on the boot partition under a name made of its content, so that generations share it and nothing that a
/// boot entry names is ever overwritten.
///
/// @param kind what it is, the last part of its name: `linux` or `initrd`
/// @param source where to copy it from
/// @param size in bytes
public record BootFile(String kind, Path source, Sha256 digest, long size) {

    public BootFile {
        if (!kind.matches("[a-z]+")) {
            throw new IllegalArgumentException("a kind of boot file is lower-case letters: `" + kind + "`");
        }
        if (size < 0) {
            throw new IllegalArgumentException("negative size");
        }
    }

    /// The name on the boot partition, without a directory.
    public String fileName() {
        return digest.hex() + "." + kind;
    }

    /// Writes the content, and fails if it is not what its name says.
    void copyTo(OutputStream out) throws IOException {
        MessageDigest seen = Sha256.newDigest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(source), seen)) {
            in.transferTo(out);
        }
        if (!Sha256.fromBytes(seen.digest()).equals(digest)) {
            throw new IOException("`" + source + "` is damaged: it is not the " + kind + " that it should be");
        }
    }
}
