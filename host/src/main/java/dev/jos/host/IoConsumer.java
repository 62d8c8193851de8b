package dev.jos.host;

import java.io.IOException;

/// Takes a value and may fail with an [IOException].
@FunctionalInterface
public interface IoConsumer<T> {

    void accept(T value) throws IOException;
}
