package dev.jos.packages.debian;

import dev.jos.host.Sha256;
import dev.jos.store.Attributes;
import dev.jos.store.ContentSource;
import dev.jos.store.MissingObject;
import dev.jos.store.ObjectId;
import dev.jos.store.RegularFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// Contents kept in memory, and the small files of test trees.
final class MemoryContent implements ContentSource, ContentSink {

    private final Map<ObjectId, byte[]> objects = new HashMap<>();

    @Override
    public ObjectId add(byte[] content, boolean executable) {
        ObjectId id = new ObjectId(Sha256.of(content), executable);
        objects.put(id, content);
        return id;
    }

    @Override
    public InputStream open(ObjectId id) throws IOException {
        byte[] content = objects.get(id);
        if (content == null) {
            throw new MissingObject(id);
        }
        return new ByteArrayInputStream(content);
    }

    RegularFile file(String text, int mode) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        Attributes attributes = Attributes.of(mode);
        return new RegularFile(attributes, add(content, attributes.executable()), content.length);
    }

    RegularFile file(String text) {
        return file(text, 0644);
    }
}
