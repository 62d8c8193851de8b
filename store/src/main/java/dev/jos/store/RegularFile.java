package dev.jos.store;

/// A regular file: attributes here, content in the store.
///
/// The content is the executable object exactly if the mode has an execute bit, so that a hard link to the object
/// can stand for the file. [Store#withExecutable] gives the sibling of an object.
///
/// @param size bytes of content
public record RegularFile(Attributes attributes, ObjectId content, long size) implements Node {

    public RegularFile {
        if (size < 0) {
            throw new IllegalArgumentException("size " + size + " is negative");
        }
        if (content.executable() != attributes.executable()) {
            throw new IllegalArgumentException("mode " + Integer.toOctalString(attributes.mode())
                    + " does not go with the object " + content.name());
        }
    }

    @Override
    public RegularFile with(Attributes changed) {
        return new RegularFile(changed, content, size);
    }
}
