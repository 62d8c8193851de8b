package dev.jos.packages.archive;

import dev.jos.host.Sha256;
import dev.jos.packages.DebianVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A source package of the archive, as its list of sources says (deb-src-control(5), dsc(5)).
///
/// @param suite the suite whose list it is from
/// @param directory where its files lie below the archive's root
/// @param files its `.dsc` and everything that one refers to
/// @param fields those about building it, by name
public record SourceRecord(
        String name,
        DebianVersion version,
        String suite,
        String directory,
        List<File> files,
        Map<String, String> fields) {

    /// One file of a source package.
    ///
    /// @param size in bytes
    public record File(String name, long size, Sha256 sha256) {}

    public SourceRecord {
        files = List.copyOf(files);
        fields = Map.copyOf(fields);
    }

    /// The file that describes the others.
    public File dsc() {
        return files.stream()
                .filter(each -> each.name().endsWith(".dsc"))
                .findFirst()
                .orElseThrow();
    }

    public Optional<String> field(String field) {
        return Optional.ofNullable(fields.get(field));
    }

    @Override
    public String toString() {
        return name + " " + version;
    }
}
