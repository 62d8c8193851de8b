package dev.jos.store.testing;

import dev.jos.host.Sha256;
import dev.jos.store.Attributes;
import dev.jos.store.ContentSource;
import dev.jos.store.MissingObject;
import dev.jos.store.ObjectId;
import dev.jos.store.RegularFile;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// Contents of files without a store. Not safe for use by several threads.
public final class InMemoryContents implements ContentSource {

    private final Map<ObjectId, byte[]> contents = new HashMap<>();

    /// A file of root with this content, which is kept.
    public RegularFile file(int mode, String content) {
        return file(Attributes.of(mode), content.getBytes(StandardCharsets.UTF_8));
    }

    /// A file with this content, which is kept.
    public RegularFile file(Attributes attributes, byte[] content) {
        ObjectId id = new ObjectId(Sha256.of(content), attributes.executable());
        contents.put(id, content.clone());
        return new RegularFile(attributes, id, content.length);
    }

    @Override
    public InputStream open(ObjectId id) throws MissingObject {
        byte[] content = contents.get(id);
        if (content == null) {
            throw new MissingObject(id);
        }
        return new ByteArrayInputStream(content);
    }
}
