package dev.jos.packages.deb;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.jos.packages.deb.xz.DecodingHelpers;
import dev.jos.packages.deb.xz.XzBlocks;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// How a tar member of a package is compressed, by the end of its name (`deb(5)`).
enum Compression {
    NONE("") {
        @Override
        InputStream decompress(InputStream in, DecodingHelpers helpers) {
            return in;
        }
    },
    GZIP(".gz") {
        @Override
        InputStream decompress(InputStream in, DecodingHelpers helpers) throws IOException {
            return new GZIPInputStream(in, BUFFER);
        }
    },
    XZ(".xz") {
        @Override
        InputStream decompress(InputStream in, DecodingHelpers helpers) throws IOException {
            return XzBlocks.open(in, helpers, MOST_MEMORY_KIB);
        }
    },
    ZSTD(".zst") {
        @Override
        InputStream decompress(InputStream in, DecodingHelpers helpers) throws IOException {
            return new ZstdInputStreamNoFinalizer(in).setLongMax(LARGEST_WINDOW_LOG);
        }
    };

    private static final int BUFFER = 1 << 16;
    /// `xz -9` wants 65 MiB to decode; nothing in the archive wants more.
    private static final int MOST_MEMORY_KIB = 100 << 10;
    /// zstd's own limit for streams not marked as long: 128 MiB.
    private static final int LARGEST_WINDOW_LOG = 27;

    private final String suffix;

    Compression(String suffix) {
        this.suffix = suffix;
    }

    /// The plain content of `in`; memory is bounded whatever the input asks for.
    abstract InputStream decompress(InputStream in, DecodingHelpers helpers) throws IOException;

    /// The compression of `member`, which is `base` plus a known ending; empty otherwise.
    static Optional<Compression> of(String base, String member) {
        if (member.startsWith(base)) {
            for (Compression compression : values()) {
                if (member.length() == base.length() + compression.suffix.length()
                        && member.endsWith(compression.suffix)) {
                    return Optional.of(compression);
                }
            }
        }
        return Optional.empty();
    }
}
