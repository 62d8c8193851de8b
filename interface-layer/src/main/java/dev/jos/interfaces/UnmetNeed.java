package dev.jos.interfaces;

/// Something that an object asks for and that nothing it loads offers.
///
/// @param packageName the consumer's package
/// @param path the consumer's file, relative to the root
/// @param wanted what is missing
public record UnmetNeed(String packageName, String path, Wanted wanted) {

    /// What was asked for.
    public sealed interface Wanted {

        /// The library where it was looked for; empty if that is not known.
        String soname();
    }

    /// A library that is nowhere where the dynamic linker would look for it.
    public record MissingLibrary(String soname) implements Wanted {}

    /// A version node that the library, which is there, does not define.
    public record MissingVersion(String soname, String version, String provider) implements Wanted {}

    /// A symbol, of an exact version unless that is empty; `soname` is where it was at link time, empty if unknown.
    public record MissingSymbol(String symbol, String version, String soname) implements Wanted {}

    /// A datum, of which the program has a copy, that has another size than the program reserved for it.
    ///
    /// @param reserved bytes in the program
    /// @param found bytes in the library
    public record ChangedSize(String symbol, String version, String soname, long reserved, long found)
            implements Wanted {}

    @Override
    public String toString() {
        return switch (wanted) {
            case MissingLibrary(String soname) -> "%s (%s) needs %s".formatted(path, packageName, soname);
            case MissingVersion(String soname, String version, String provider) ->
                "%s (%s) needs version %s of %s, which %s lacks"
                        .formatted(path, packageName, version, soname, provider);
            case MissingSymbol(String symbol, String version, String soname) ->
                "%s (%s) needs %s%s%s"
                        .formatted(
                                path,
                                packageName,
                                symbol,
                                version.isEmpty() ? "" : "@" + version,
                                soname.isEmpty() ? "" : " of " + soname);
            case ChangedSize(String symbol, String version, String soname, long reserved, long found) ->
                "%s (%s) holds %d bytes for %s%s of %s, which has %d"
                        .formatted(
                                path,
                                packageName,
                                reserved,
                                symbol,
                                version.isEmpty() ? "" : "@" + version,
                                soname,
                                found);
        };
    }
}
