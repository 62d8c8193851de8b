package dev.jos.packages.debian;

import dev.jos.store.ObjectId;
import java.io.IOException;

/// Where generated contents go: a store or a batch of one.
@FunctionalInterface
public interface ContentSink {

    ObjectId add(byte[] content, boolean executable) throws IOException;
}
