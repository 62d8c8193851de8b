package dev.jos.interfaces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.interfaces.elf.ElfFile;
import dev.jos.interfaces.testing.SyntheticElf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScopeTest {

    private static final String LIBRARIES = "usr/lib/x86_64-linux-gnu/";

    private static final ElfObject LIBRARY = object(LIBRARIES + "libfoo.so.1", foo("foo_open"));
    private static final ElfObject PLUGIN =
            object(LIBRARIES + "foo/plugin.so", SyntheticElf.x86().needs("libfoo.so.1"));
    private static final ElfObject PROGRAM = object("usr/bin/foo", program());

    private static SyntheticElf foo(String symbol) {
        return SyntheticElf.x86().soname("libfoo.so.1").exports(symbol, "FOO_1", 0);
    }

    private static SyntheticElf program() {
        return SyntheticElf.x86().interpreter("/lib64/ld-linux-x86-64.so.2").needs("libfoo.so.1");
    }

    private static ElfObject object(String path, SyntheticElf file) {
        byte[] bytes = file.bytes();
        try {
            return ElfObject.of(
                    ElfFile.read(ByteBuffer.wrap(bytes)).orElseThrow(),
                    Integer.toHexString(Arrays.hashCode(bytes)),
                    List.of(path));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static BindablePackage foo1(ElfObject... objects) {
        return new BindablePackage(interfaces(objects), "foo", Set.of());
    }

    private static PackageInterfaces interfaces(ElfObject... objects) {
        return new PackageInterfaces("libfoo1", List.of(objects), List.of(), List.of(), List.of());
    }

    private static Stream<String> paths(BindablePackage of) {
        return of.interfaces().objects().stream().map(each -> each.paths().getFirst());
    }

    @Test
    void libraries_are_what_lies_in_the_directories_of_the_linker() {
        assertThat(Scope.libraries(interfaces(LIBRARY, PLUGIN, PROGRAM))).containsExactly(LIBRARY);
    }

    @Test
    void of_another_package_only_the_libraries_are_seen() {
        ElfObject otherLibrary = object(LIBRARIES + "libfoo.so.1.2", foo("foo_more"));
        ElfObject otherPlugin = object(LIBRARIES + "foo/other.so", SyntheticElf.x86());

        BindablePackage seen = Scope.seen(Optional.of(foo1(LIBRARY, PLUGIN, PROGRAM)), foo1(otherLibrary, otherPlugin));

        assertThat(paths(seen))
                .containsExactlyInAnyOrder(LIBRARIES + "libfoo.so.1.2", LIBRARIES + "foo/plugin.so", "usr/bin/foo");
    }

    @Test
    void a_package_that_the_system_lacks_is_seen_for_its_libraries() {
        assertThat(paths(Scope.seen(Optional.empty(), foo1(LIBRARY, PLUGIN))))
                .containsExactly(LIBRARIES + "libfoo.so.1");
    }

    @Test
    void the_c_library_stays_where_programs_go() {
        ElfObject libc = object(
                LIBRARIES + "libc.so.6",
                SyntheticElf.x86().soname("libc.so.6").interpreter("/lib64/ld-linux-x86-64.so.2"));

        assertThat(paths(Scope.withoutPrograms(foo1(libc, PROGRAM, PLUGIN))))
                .containsExactly(LIBRARIES + "libc.so.6", LIBRARIES + "foo/plugin.so");
    }

    private static ElfObject bar(String path, String soname) {
        SyntheticElf file =
                SyntheticElf.x86().runpath("/opt").needs("libfoo.so.1").needs("libc.so.6");
        return object(path, soname.isEmpty() ? file : file.soname(soname));
    }

    private static Set<String> alsoNeeded(PackageInterfaces... loaded) {
        return Scope.alsoNeeded(Set.of("libfoo.so.1"), List.of(loaded), "app")
                .getOrDefault("usr/bin/app", new TreeSet<>());
    }

    @Test
    void what_looks_elsewhere_has_its_needs_loaded_by_the_program_that_loads_it() {
        PackageInterfaces libbar = interfaces(bar(LIBRARIES + "libbar.so.1", "libbar.so.1"));
        ElfObject app = object("usr/bin/app", program().needs("libbar.so.1"));
        ElfObject other = object("usr/bin/app", program());

        assertThat(alsoNeeded(libbar, app(app))).containsExactly("libfoo.so.1");
        assertThat(alsoNeeded(libbar, app(other))).isEmpty();
        assertThat(alsoNeeded(interfaces(LIBRARY, PLUGIN), app(app))).isEmpty();
    }

    @Test
    void a_plugin_that_looks_elsewhere_may_come_any_time() {
        ElfObject app = object("usr/bin/app", program());

        assertThat(alsoNeeded(interfaces(bar(LIBRARIES + "bar/plugin.so", "")), app(app)))
                .containsExactly("libfoo.so.1");
    }

    private static PackageInterfaces app(ElfObject program) {
        return new PackageInterfaces("app", List.of(program), List.of(), List.of(), List.of());
    }
}
