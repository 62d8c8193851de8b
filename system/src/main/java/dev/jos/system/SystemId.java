package dev.jos.system;

import dev.jos.host.Sha256;

/// The name of a system: the digest of its `generation.json`.
///
/// It stands for everything the system consists of, and for nothing else: no number, time or machine goes into it.
/// Two
/// machines that build the same configuration with the same lock get the same id.
public record SystemId(Sha256 digest) {

    /// Reads an id.
    ///
    /// @param hex 64 hexadecimal digits, as on the kernel command line
    public static SystemId parse(String hex) {
        return new SystemId(Sha256.parse(hex));
    }

    /// The id of the system whose `generation.json` holds `json`.
    static SystemId of(byte[] json) {
        return new SystemId(Sha256.of(json));
    }

    @Override
    public String toString() {
        return digest.hex();
    }
}
