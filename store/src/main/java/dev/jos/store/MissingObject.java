package dev.jos.store;

import java.io.IOException;

/// The store has no object of this name, though something refers to it.
public final class MissingObject extends IOException {

    private final ObjectId object;

    public MissingObject(ObjectId object) {
        super("the store has no object " + object.name());
        this.object = object;
    }

    public ObjectId object() {
        return object;
    }
}
