package dev.jos.interfaces;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/// The offers and needs of all ELF files of one package.
///
/// @param packageName the binary package
/// @param links links with the names of libraries
/// @param libraryDirectories directories that the package adds to those of the dynamic linker (`etc/ld.so.conf.d`),
/// relative to the root
public record PackageInterfaces(
        String packageName,
        List<ElfObject> objects,
        List<LibraryLink> links,
        List<String> libraryDirectories,
        List<UnreadableObject> unreadable) {

    public PackageInterfaces {
        objects = List.copyOf(objects);
        links = List.copyOf(links);
        libraryDirectories = List.copyOf(libraryDirectories);
        unreadable = List.copyOf(unreadable);
    }

    /// The interfaces of a package without ELF files.
    public static PackageInterfaces none(String packageName) {
        return new PackageInterfaces(packageName, List.of(), List.of(), List.of(), List.of());
    }

    /// Writes a compact form: every string once, then numbers, compressed. The same interfaces give the same bytes.
    public void write(OutputStream out) throws IOException {
        new InterfacesWriter().write(this, out);
    }

    /// Reads what [#write] wrote.
    ///
    /// @throws IOException also if the bytes are something else
    public static PackageInterfaces read(InputStream in) throws IOException {
        return InterfacesReader.read(in);
    }
}
