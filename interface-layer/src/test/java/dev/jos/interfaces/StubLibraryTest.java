package dev.jos.interfaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jos.interfaces.elf.ElfAbi;
import dev.jos.interfaces.elf.ElfFile;
import dev.jos.interfaces.elf.ElfType;
import dev.jos.interfaces.elf.SymbolKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StubLibraryTest {

    private static final List<ExportedSymbol> EXPORTS = List.of(
            new ExportedSymbol("__environ", "G_1", true, SymbolKind.OBJECT, false, 8, ""),
            new ExportedSymbol("environ", "G_1", true, SymbolKind.OBJECT, true, 8, "__environ"),
            new ExportedSymbol("errno", "G_PRIVATE", true, SymbolKind.TLS, false, 4, ""),
            new ExportedSymbol("open", "G_1", false, SymbolKind.FUNCTION, false, 0, ""),
            new ExportedSymbol("open", "G_2", true, SymbolKind.FUNCTION, true, 0, ""),
            new ExportedSymbol("table", "G_2", true, SymbolKind.OBJECT, false, 400, ""),
            new ExportedSymbol("untyped", "G_2", true, SymbolKind.UNTYPED, false, 0, ""));

    private static ElfObject library(String soname, List<String> versions, List<ExportedSymbol> exports) {
        return new ElfObject(
                List.of("usr/lib/x86_64-linux-gnu/libg.so.1"),
                "object",
                ElfType.SHARED,
                ElfAbi.X86_64,
                soname,
                "",
                List.of("libc.so.6"),
                List.of(),
                List.of(),
                List.of(),
                versions,
                Map.of("G_2", List.of("G_1")),
                List.of(),
                exports,
                List.of(),
                "");
    }

    private static ElfObject read(byte[] stub) throws IOException {
        return ElfObject.of(ElfFile.read(ByteBuffer.wrap(stub)).orElseThrow(), "stub", List.of("libg.so"));
    }

    @Test
    void a_stub_has_the_interface_generation_of_its_library() throws IOException {
        ElfObject library = library("libg.so.1", List.of("G_1", "G_2", "G_PRIVATE"), EXPORTS);

        ElfObject stub = read(StubLibrary.of(library));

        assertThat(InterfaceGeneration.of(stub).text())
                .isEqualTo(InterfaceGeneration.of(library).text());
        assertThat(stub.needed()).isEmpty();
        assertThat(stub.imports()).isEmpty();
    }

    @Test
    void a_library_without_versions_has_a_stub_without_versions() throws IOException {
        ElfObject library = library(
                "libg.so.1",
                List.of(),
                List.of(new ExportedSymbol("open", "", true, SymbolKind.FUNCTION, false, 0, "")));

        assertThat(InterfaceGeneration.of(read(StubLibrary.of(library))).text()).isEqualTo("""
                interface libg.so.1 x86_64
                function open
                """);
    }

    @Test
    void what_no_consumer_can_tell_is_not_in_it() {
        ElfObject library = library("libg.so.1", List.of("G_1", "G_2", "G_PRIVATE"), EXPORTS);
        List<ExportedSymbol> others = EXPORTS.stream()
                .map(each -> new ExportedSymbol(
                        each.name(),
                        each.version(),
                        each.defaultVersion(),
                        each.kind(),
                        !each.weak(),
                        each.size(),
                        each.alias()))
                .toList();

        assertThat(StubLibrary.of(library("libg.so.1", List.of("G_1", "G_2", "G_PRIVATE"), others)))
                .isEqualTo(StubLibrary.of(library));
    }

    @Test
    void there_is_no_stub_of_what_nobody_can_ask_for() {
        assertThatThrownBy(() -> StubLibrary.of(library("", List.of(), List.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
