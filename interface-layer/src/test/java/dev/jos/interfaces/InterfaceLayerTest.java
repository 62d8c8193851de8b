package dev.jos.interfaces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.interfaces.UnmetNeed.MissingLibrary;
import dev.jos.interfaces.UnmetNeed.MissingSymbol;
import dev.jos.interfaces.UnmetNeed.MissingVersion;
import dev.jos.interfaces.elf.ElfAbi;
import dev.jos.interfaces.elf.ElfFile;
import dev.jos.interfaces.testing.SyntheticElf;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InterfaceLayerTest {

    private static final String LIBRARIES = "usr/lib/x86_64-linux-gnu/";
    private static final String LINKER = "/lib64/ld-linux-x86-64.so.2";

    private static PackageInterfaces packaged(String name, String path, SyntheticElf file) {
        return packaged(name, path, file, List.of());
    }

    private static PackageInterfaces packaged(String name, String path, SyntheticElf file, List<LibraryLink> links) {
        try {
            ElfFile elf = ElfFile.read(ByteBuffer.wrap(file.bytes())).orElseThrow();
            ElfObject object = ElfObject.of(elf, "object-of-" + name, List.of(path));
            return new PackageInterfaces(name, List.of(object), links, List.of(), List.of());
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static PackageInterfaces libfoo() {
        return packaged(
                "libfoo1",
                LIBRARIES + "libfoo.so.1.2",
                SyntheticElf.x86()
                        .soname("libfoo.so.1")
                        .exports("foo_open", "FOO_1", 0)
                        .exports("foo_table", "FOO_1", 16),
                List.of(new LibraryLink(LIBRARIES + "libfoo.so.1", LIBRARIES + "libfoo.so.1.2")));
    }

    private static SyntheticElf program() {
        return SyntheticElf.x86().interpreter(LINKER).needs("libfoo.so.1");
    }

    private static InterfaceLayer bind(PackageInterfaces... packages) {
        return InterfaceLayer.bind(Arrays.stream(packages)
                .map(each -> new BindablePackage(each, each.packageName(), Set.of()))
                .toList());
    }

    @Test
    void a_met_need_is_bound_to_its_provider() {
        InterfaceLayer layer =
                bind(libfoo(), packaged("app", "usr/bin/app", program().imports("foo_open", "FOO_1", "libfoo.so.1")));

        assertThat(layer.unmet()).isEmpty();
        assertThat(layer.bindings().get(new InterfaceName(ElfAbi.X86_64, "libfoo.so.1")))
                .extracting(Binding::provider, Binding::path)
                .containsExactly("libfoo1", LIBRARIES + "libfoo.so.1.2");
        assertThat(layer.toJson().toString())
                .startsWith("{\"x86_64\":{\"libfoo.so.1\":{\"generation\":\"")
                .endsWith("\",\"provider\":\"libfoo1\"}}}");
    }

    @Test
    void a_missing_library_is_reported_for_a_program() {
        assertThat(bind(packaged("app", "usr/bin/app", program())).unmet())
                .containsExactly(new UnmetNeed("app", "usr/bin/app", new MissingLibrary("libfoo.so.1")));
    }

    @Test
    void a_missing_version_is_reported_even_without_a_symbol_that_shows_it() {
        InterfaceLayer layer =
                bind(libfoo(), packaged("app", "usr/bin/app", program().imports("foo_new", "FOO_2", "libfoo.so.1")));

        assertThat(layer.unmet())
                .extracting(UnmetNeed::wanted)
                .containsExactly(
                        new MissingVersion("libfoo.so.1", "FOO_2", "libfoo1"),
                        new MissingSymbol("foo_new", "FOO_2", "libfoo.so.1"));
    }

    @Test
    void libraries_that_need_each_other_are_bound() {
        PackageInterfaces one = packaged(
                "libfoo1",
                LIBRARIES + "libfoo.so.1",
                SyntheticElf.x86()
                        .soname("libfoo.so.1")
                        .needs("libbar.so.1")
                        .exports("one", "", 0)
                        .imports("other", "", ""));
        PackageInterfaces other = packaged(
                "libbar1",
                LIBRARIES + "libbar.so.1",
                SyntheticElf.x86()
                        .soname("libbar.so.1")
                        .needs("libfoo.so.1")
                        .exports("other", "", 0)
                        .imports("one", "", ""));

        InterfaceLayer layer =
                bind(one, other, packaged("app", "usr/bin/app", program().imports("other", "", "")));

        assertThat(layer.unmet()).isEmpty();
        assertThat(Objects.requireNonNull(layer.packages().get("libbar1")).needs())
                .extracting(BoundNeed::provider)
                .containsExactly("libfoo1");
    }

    @Test
    void of_two_providers_of_a_name_the_one_that_the_linker_finds_first_is_taken() {
        PackageInterfaces first = packaged(
                "first",
                LIBRARIES + "libfoo.so.1",
                SyntheticElf.x86().soname("libfoo.so.1").exports("one", "", 0));
        PackageInterfaces second = packaged(
                "second",
                "usr/lib/libfoo.so.1",
                SyntheticElf.x86().soname("libfoo.so.1").exports("other", "", 0));
        PackageInterfaces app = packaged("app", "usr/bin/app", program().imports("other", "", ""));

        for (InterfaceLayer layer : List.of(bind(first, second, app), bind(app, second, first))) {
            assertThat(Objects.requireNonNull(layer.packages().get("app")).needs())
                    .extracting(BoundNeed::provider)
                    .containsExactly("first");
            assertThat(layer.unmet()).extracting(UnmetNeed::wanted).containsExactly(new MissingSymbol("other", "", ""));
        }
    }

    @Test
    void a_symbol_that_moved_to_another_needed_library_is_met() {
        PackageInterfaces moved = packaged(
                "libbar1",
                LIBRARIES + "libbar.so.1",
                SyntheticElf.x86().soname("libbar.so.1").exports("moved", "", 0));
        PackageInterfaces facade = packaged(
                "libfoo1",
                LIBRARIES + "libfoo.so.1",
                SyntheticElf.x86().soname("libfoo.so.1").needs("libbar.so.1"));

        assertThat(bind(moved, facade, packaged("app", "usr/bin/app", program().imports("moved", "", "")))
                        .unmet())
                .isEmpty();
    }

    @Test
    void a_plugin_may_import_from_its_host() {
        PackageInterfaces plugin = packaged(
                "plugin", LIBRARIES + "app/plugin.so", SyntheticElf.x86().imports("host_register", "", ""));

        InterfaceLayer layer = bind(plugin);

        assertThat(layer.unmet()).isEmpty();
        assertThat(layer.inherent())
                .extracting(UnmetNeed::wanted)
                .containsExactly(new MissingSymbol("host_register", "", ""));
    }

    @Test
    void a_library_in_a_private_directory_is_found_by_run_path_only() {
        PackageInterfaces hidden = packaged(
                "hidden",
                LIBRARIES + "app/libfoo.so.1",
                SyntheticElf.x86().soname("libfoo.so.1").exports("foo_open", "", 0));

        assertThat(bind(hidden, packaged("app", "usr/bin/app", program())).unmet())
                .hasSize(1);
        for (String runPath :
                new String[] {"/usr/lib/x86_64-linux-gnu/app", "$ORIGIN/../$LIB/app", "/lib/x86_64-linux-gnu/app"}) {
            assertThat(bind(hidden, packaged("app", "usr/bin/app", program().runpath(runPath)))
                            .unmet())
                    .as(runPath)
                    .isEmpty();
        }
        assertThat(bind(hidden, packaged("app", "usr/bin/app", program())).bindings())
                .isEmpty();
    }

    @Test
    void the_order_of_the_packages_does_not_matter() {
        PackageInterfaces app = packaged("app", "usr/bin/app", program().imports("nowhere", "", ""));

        assertThat(bind(libfoo(), app)).isEqualTo(bind(app, libfoo()));
    }

    @Test
    void the_generation_knows_names_versions_kinds_and_data_sizes_only() {
        String generation = libfoo().objects().getFirst().generation();

        assertThat(packaged(
                                "again",
                                "elsewhere/libfoo.so.1",
                                SyntheticElf.x86()
                                        .soname("libfoo.so.1")
                                        .exports("foo_table", "FOO_1", 16)
                                        .exports("_edata", "", 0)
                                        .exports("foo_open", "FOO_1", 0))
                        .objects()
                        .getFirst()
                        .generation())
                .isEqualTo(generation);
        assertThat(packaged(
                                "grown",
                                "libfoo.so.1",
                                SyntheticElf.x86()
                                        .soname("libfoo.so.1")
                                        .exports("foo_open", "FOO_1", 0)
                                        .exports("foo_table", "FOO_1", 24))
                        .objects()
                        .getFirst()
                        .generation())
                .isNotEqualTo(generation);
    }

    @Test
    void the_canonical_text_is_stable() {
        ElfObject object = libfoo().objects().getFirst();

        assertThat(InterfaceGeneration.of(object).digest()).isEqualTo(object.generation());
        assertThat(InterfaceGeneration.of(object).text()).isEqualTo("""
                        interface libfoo.so.1 x86_64
                        function foo_open@@FOO_1
                        object foo_table@@FOO_1 16
                        version FOO_1
                        """);
    }

    @Test
    void ten_thousand_damages_of_the_compact_form_are_read_or_refused() throws IOException {
        List<PackageInterfaces> packages = new ArrayList<>(List.of(
                libfoo(), packaged("app", "usr/bin/app", program().imports("foo_open", "FOO_1", "libfoo.so.1"))));
        Random random = new Random(3);
        for (PackageInterfaces each : packages) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            each.write(out);
            assertThat(PackageInterfaces.read(new ByteArrayInputStream(out.toByteArray())))
                    .isEqualTo(each);
            int refused = 0;
            for (int round = 0; round < 5000; round++) {
                byte[] damaged = out.toByteArray();
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                try {
                    PackageInterfaces.read(new ByteArrayInputStream(damaged));
                } catch (IOException expected) {
                    refused++;
                }
            }
            assertThat(refused).isPositive();
        }
    }
}
