package dev.jos.store;

import java.io.IOException;
import java.io.InputStream;

/// Where the contents of a tree's files are read from: a [Store], or one with something laid over it.
@FunctionalInterface
public interface ContentSource {

    /// The bytes of the object; the caller closes the stream.
    ///
    /// @throws MissingObject if there is no such object
    InputStream open(ObjectId id) throws IOException;
}
