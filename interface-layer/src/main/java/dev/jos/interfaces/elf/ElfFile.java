package dev.jos.interfaces.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Optional;

/// What the dynamic linker sees of an ELF file (System V ABI, chapters 4 and 5, with the GNU symbol versions of the
/// LSB).
///
/// Reading touches only the headers and the dynamic tables, never the code. All strings have one `char` per byte.
///
/// @param soname `DT_SONAME`
/// @param needed `DT_NEEDED` in order
/// @param rpath the directories of `DT_RPATH`, which programs hand on to what they load; ignored where `DT_RUNPATH`
/// exists
/// @param runpath the directories of `DT_RUNPATH`, which hold for the object's own needs only
/// @param interpreter the dynamic linker of `PT_INTERP`; present in programs
/// @param dlopenNotes what it says it may load while it runs
/// @param dynamic whether there is a dynamic section at all
public record ElfFile(
        ElfType type,
        ElfAbi abi,
        Optional<String> soname,
        List<String> needed,
        List<String> rpath,
        List<String> runpath,
        Optional<String> interpreter,
        List<DlopenNote> dlopenNotes,
        boolean dynamic,
        List<VersionDefinition> versionDefinitions,
        List<VersionNeed> versionNeeds,
        List<ElfSymbol> symbols) {

    public ElfFile {
        needed = List.copyOf(needed);
        rpath = List.copyOf(rpath);
        runpath = List.copyOf(runpath);
        dlopenNotes = List.copyOf(dlopenNotes);
        versionDefinitions = List.copyOf(versionDefinitions);
        versionNeeds = List.copyOf(versionNeeds);
        symbols = List.copyOf(symbols);
    }

    /// Reads the whole file in `content`; empty if it does not begin with the ELF magic.
    ///
    /// @throws MalformedElfException if it begins like an ELF file and is none
    public static Optional<ElfFile> read(ByteBuffer content) throws MalformedElfException {
        try {
            return read(ElfBytes.of(content));
        } catch (MalformedElfException malformed) {
            throw malformed;
        } catch (IOException impossible) {
            throw new AssertionError("reading from memory failed", impossible);
        }
    }

    /// Reads the file behind `channel` from its beginning, moving its position; empty if it does not begin with the
    /// ELF magic.
    ///
    /// @throws MalformedElfException if it begins like an ELF file and is none
    public static Optional<ElfFile> read(SeekableByteChannel channel) throws IOException {
        return read(ElfBytes.of(channel));
    }

    /// Like [#read(SeekableByteChannel)], but without symbols and their versions, which are most of the work.
    ///
    /// @throws MalformedElfException if it begins like an ELF file and is none, as far as it is read
    public static Optional<ElfFile> readWithoutSymbols(SeekableByteChannel channel) throws IOException {
        ElfBytes bytes = ElfBytes.of(channel);
        Optional<ElfHeader> header = ElfHeader.read(bytes);
        return header.isEmpty()
                ? Optional.empty()
                : Optional.of(new DynamicReader(bytes, header.get()).readWithoutSymbols());
    }

    private static Optional<ElfFile> read(ElfBytes bytes) throws IOException {
        Optional<ElfHeader> header = ElfHeader.read(bytes);
        return header.isEmpty() ? Optional.empty() : Optional.of(new DynamicReader(bytes, header.get()).read());
    }
}
