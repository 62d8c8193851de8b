package dev.jos.modules;

import java.util.List;
import java.util.Optional;

/// An encrypted device that is opened while the machine starts, as in crypttab(5).
///
/// @param name what it is called once it is open: `/dev/mapper/<name>`
/// @param device where the encrypted data is, named like the device of a [FileSystem]
/// @param key where its key is; without one, a passphrase is asked for
/// @param options words of crypttab(5), such as `discard`
public record LuksDevice(String name, String device, Optional<Key> key, List<String> options) {

    /// A key in a file, or on a device of its own.
    ///
    /// @param file the path of the file; none if the device itself holds the key
    /// @param device the device that holds the key, or a file system with the file; none if the machine has the
    ///     file
    public record Key(Optional<String> file, Optional<String> device) {

        /// The third field of crypttab(5).
        @Override
        public String toString() {
            String suffix = file.isPresent() ? device.map(d -> ":" + d).orElse("") : device.orElse("none");
            return file.orElse("") + suffix;
        }
    }

    public LuksDevice {
        options = List.copyOf(options);
    }

    /// Whether somebody may be asked for a passphrase.
    public boolean asks() {
        return key.isEmpty() || !options.contains("headless");
    }

    /// A line of crypttab(5).
    public String line() {
        String words = options.isEmpty() ? "luks" : "luks," + String.join(",", options);
        return String.join(" ", name, device, key.map(Key::toString).orElse("none"), words);
    }
}
