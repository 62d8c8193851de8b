package dev.jos.modules.user;

import java.util.Optional;

/// Remembers compiled modules between runs, by a key that names everything they were made of.
///
/// Losing entries costs time only.
public interface ClassCache {

    /// The jar kept under `key`, a text of hexadecimal digits; nothing when there is none that can be read.
    Optional<byte[]> find(String key);

    /// Keeps a jar for later.
    void keep(String key, byte[] jar);

    /// Remembers nothing.
    static ClassCache none() {
        return new ClassCache() {
            @Override
            public Optional<byte[]> find(String key) {
                return Optional.empty();
            }

            @Override
            public void keep(String key, byte[] jar) {
                // forgotten at once
            }
        };
    }
}
