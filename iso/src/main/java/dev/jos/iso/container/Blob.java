package dev.jos.iso.container;

import dev.jos.host.IoConsumer;
import dev.jos.host.Sha256;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/// One content of an image, named by its digest. What is large is made anew each time it is written.
record Blob(Sha256 digest, long size, IoConsumer<OutputStream> content) {

    private static final int BUFFER = 1 << 17;

    static Blob of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Blob(Sha256.of(bytes), bytes.length, out -> out.write(bytes));
    }

    /// Lets `content` write once, to find out digest and size. It has to write the same each time.
    static Blob measured(IoConsumer<OutputStream> content) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        var count = new CountingSink();
        try (var out = new BufferedOutputStream(new DigestOutputStream(count, digest), BUFFER)) {
            content.accept(out);
        }
        return new Blob(Sha256.fromBytes(digest.digest()), count.size, content);
    }

    /// As image formats write it: `sha256:` and the digits.
    String reference() {
        return "sha256:" + digest.hex();
    }

    /// Where an image layout keeps it.
    String path() {
        return "blobs/sha256/" + digest.hex();
    }

    private static final class CountingSink extends OutputStream {

        private long size;

        @Override
        public void write(int b) {
            size++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            size += length;
        }
    }
}
