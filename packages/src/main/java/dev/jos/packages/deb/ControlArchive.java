package dev.jos.packages.deb;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// A control archive as it came in the package, with the way it is compressed.
final class ControlArchive {

    /// The places in this list are in files: only append.
    private static final List<Compression> CODES =
            List.of(Compression.NONE, Compression.GZIP, Compression.XZ, Compression.ZSTD);

    private final Compression compression;
    private final byte[] bytes;

    /// Keeps `bytes` without a copy.
    ControlArchive(Compression compression, byte[] bytes) {
        this.compression = compression;
        this.bytes = bytes;
    }

    /// One byte for the compression, then the archive.
    byte[] encode() {
        byte[] encoded = new byte[bytes.length + 1];
        encoded[0] = (byte) ('0' + CODES.indexOf(compression));
        System.arraycopy(bytes, 0, encoded, 1, bytes.length);
        return encoded;
    }

    static ControlArchive decode(byte[] encoded) throws IOException {
        int code = encoded.length == 0 ? -1 : encoded[0] - '0';
        if (code < 0 || code >= CODES.size()) {
            throw new IOException("not a control archive that jos kept");
        }
        return new ControlArchive(CODES.get(code), Arrays.copyOfRange(encoded, 1, encoded.length));
    }

    DebControl open() throws IOException {
        return DebControl.read(bytes, compression);
    }
}
