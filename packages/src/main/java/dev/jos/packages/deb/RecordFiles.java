package dev.jos.packages.deb;

import dev.jos.host.JosRoot;
import dev.jos.host.Sha256;
import dev.jos.interfaces.PackageInterfaces;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// The files that the store keeps for one imported package.
///
/// @param record what makes it imported; written last
record RecordFiles(Path record) {

    private static final String RECORD = ".json";

    static RecordFiles of(JosRoot root, Sha256 deb) {
        return new RecordFiles(root.packages().resolve(deb.hex() + RECORD));
    }

    /// The digest of the package's file, which names its records.
    String digest() {
        String name = record.getFileName().toString();
        return name.endsWith(RECORD) ? name.substring(0, name.length() - RECORD.length()) : name;
    }

    /// The offers and needs of its ELF files, which few commands want to know.
    Path interfaces() {
        return record.resolveSibling(digest() + ".interfaces");
    }

    /// Its control archive.
    Path control() {
        return record.resolveSibling(digest() + ".control");
    }

    PackageInterfaces readInterfaces() throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(interfaces()))) {
            return PackageInterfaces.read(in);
        }
    }

    DebControl readControl() throws IOException {
        return ControlArchive.decode(Files.readAllBytes(control())).open();
    }
}
