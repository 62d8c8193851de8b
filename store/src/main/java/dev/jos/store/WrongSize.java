package dev.jos.store;

import java.io.IOException;

/// An object does not have as many bytes as the tree says: the object is damaged, or the tree was made wrongly.
public final class WrongSize extends IOException {

    private final ObjectId object;

    WrongSize(RegularFile file) {
        super("the object " + file.content().name() + " does not have " + file.size() + " bytes");
        this.object = file.content();
    }

    public ObjectId object() {
        return object;
    }
}
