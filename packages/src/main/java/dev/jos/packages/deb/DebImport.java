package dev.jos.packages.deb;

import dev.jos.host.Progress;
import dev.jos.host.Sha256;
import dev.jos.packages.deb.PackageRecords.Finding;
import dev.jos.packages.deb.xz.DecodingHelpers;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.store.StoreBatch;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;

/// Reads one downloaded package into a batch of the store, checking its digest on the way.
record DebImport(LockedPackage locked, Path deb, DecodingHelpers helpers) {

    private static final int BUFFER = 1 << 17;

    /// The bytes in the cache are not the locked ones.
    static final class WrongDigest extends IOException {
        WrongDigest(String deb) {
            super("`%s` has another SHA-256 than the lock says: it is damaged, or was replaced".formatted(deb));
        }
    }

    /// What the user knows the package's file by.
    String fileName() {
        return locked.file().substring(locked.file().lastIndexOf('/') + 1);
    }

    /// @throws WrongDigest if the bytes are not the locked ones, whatever else may be wrong with them then
    /// @throws MalformedDebException if the locked bytes of an archive are no proper package
    /// @throws UnusableFile if those of a file of the user's own are none
    Finding read(StoreBatch batch, Progress.Task task) throws IOException {
        try (InputStream file = new CountedInput(Files.newInputStream(deb), task);
                DigestInputStream digested = new DigestInputStream(file, Sha256.newDigest())) {
            try {
                Finding finding = unpack(new BufferedInputStream(digested, BUFFER), batch);
                checkDigest(digested);
                return finding;
            } catch (MalformedDebException malformed) {
                checkDigest(digested);
                throw locked.suite().equals(LockedPackage.LOCAL) ? new UnusableFile(malformed) : malformed;
            }
        }
    }

    private Finding unpack(InputStream in, StoreBatch batch) throws IOException {
        DebUnpacking unpacking = new DebUnpacking(batch);
        DebReader reader = new DebReader(fileName(), helpers);
        reader.read(in, unpacking);
        try {
            unpacking.control().conffiles(false);
            return new Finding(
                    locked,
                    unpacking.tree(),
                    unpacking.control(),
                    unpacking.archive(),
                    unpacking.interfaces(),
                    unpacking.unpackedSize());
        } catch (ArchiveDamage damage) {
            throw new MalformedDebException(fileName(), damage.entry(), damage.problem(), damage);
        }
    }

    private void checkDigest(DigestInputStream in) throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
        if (!Sha256.fromBytes(in.getMessageDigest().digest()).equals(locked.sha256())) {
            throw new WrongDigest(fileName());
        }
    }
}
