package dev.jos.interfaces;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jos.interfaces.UnmetNeed.ChangedSize;
import dev.jos.interfaces.UnmetNeed.MissingLibrary;
import dev.jos.interfaces.UnmetNeed.MissingSymbol;
import dev.jos.interfaces.elf.ElfFile;
import dev.jos.interfaces.testing.SyntheticElf;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RebindingTest {

    private static final String LIBRARIES = "usr/lib/x86_64-linux-gnu/";

    private static final BindablePackage APP =
            packaged("app", "usr/bin/app", program().needs("libfoo.so.1").imports("foo_open", "FOO_1", "libfoo.so.1"));

    private static SyntheticElf program() {
        return SyntheticElf.x86().interpreter("/lib64/ld-linux-x86-64.so.2");
    }

    private static SyntheticElf foo() {
        return SyntheticElf.x86().soname("libfoo.so.1").exports("foo_open", "FOO_1", 0);
    }

    private static BindablePackage libfoo(SyntheticElf file) {
        return packaged("libfoo1", LIBRARIES + "libfoo.so.1", file);
    }

    private static BindablePackage packaged(String name, String path, SyntheticElf file, String... depends) {
        byte[] bytes = file.bytes();
        try {
            ElfFile elf = ElfFile.read(ByteBuffer.wrap(bytes)).orElseThrow();
            String object = Integer.toHexString(java.util.Arrays.hashCode(bytes));
            ElfObject of = ElfObject.of(elf, object, List.of(path));
            return new BindablePackage(
                    new PackageInterfaces(name, List.of(of), List.of(), List.of(), List.of()), name, Set.of(depends));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Rebinding between(List<BindablePackage> before, List<BindablePackage> after) {
        return Rebinding.between(InterfaceLayer.bind(before), InterfaceLayer.bind(after));
    }

    @Test
    void the_same_packages_rebind_nothing() {
        Rebinding same = between(List.of(APP, libfoo(foo())), List.of(libfoo(foo()), APP));

        assertThat(same.rebound()).isEmpty();
        assertThat(same.newlyUnmet()).isEmpty();
    }

    @Test
    void whoever_uses_a_replaced_library_is_rebound_and_nobody_else() {
        BindablePackage other = packaged("other", "usr/bin/other", program());

        Rebinding rebinding = between(
                List.of(APP, other, libfoo(foo())), List.of(APP, other, libfoo(foo().exports("foo_more", "FOO_1", 0))));

        assertThat(rebinding.rebound()).containsOnlyKeys("app");
        assertThat(rebinding.rebound().get("app")).containsExactly("libfoo.so.1");
        assertThat(rebinding.newlyUnmet()).isEmpty();
    }

    @Test
    void a_symbol_that_is_gone_is_missed_by_whoever_uses_it_only() {
        BindablePackage idle = packaged("idle", "usr/bin/idle", program().needs("libfoo.so.1"));
        SyntheticElf other = SyntheticElf.x86().soname("libfoo.so.1").exports("foo_close", "FOO_1", 0);

        Rebinding rebinding = between(List.of(APP, idle, libfoo(foo())), List.of(APP, idle, libfoo(other)));

        assertThat(rebinding.newlyUnmet())
                .containsExactly(
                        new UnmetNeed("app", "usr/bin/app", new MissingSymbol("foo_open", "FOO_1", "libfoo.so.1")));
        assertThat(rebinding.rebound()).containsOnlyKeys("app", "idle");
    }

    @Test
    void a_library_that_is_gone_is_missed() {
        Rebinding rebinding = between(List.of(APP, libfoo(foo())), List.of(APP));

        assertThat(rebinding.newlyUnmet())
                .contains(new UnmetNeed("app", "usr/bin/app", new MissingLibrary("libfoo.so.1")));
    }

    @Test
    void a_datum_that_programs_copy_keeps_its_size() {
        BindablePackage copying = packaged(
                "app", "usr/bin/app", program().needs("libfoo.so.1").copies("foo_table", "FOO_1", "libfoo.so.1", 16));

        Rebinding rebinding = between(
                List.of(copying, libfoo(foo().exports("foo_table", "FOO_1", 16))),
                List.of(copying, libfoo(foo().exports("foo_table", "FOO_1", 24))));

        assertThat(rebinding.newlyUnmet())
                .containsExactly(new UnmetNeed(
                        "app", "usr/bin/app", new ChangedSize("foo_table", "FOO_1", "libfoo.so.1", 16, 24)));
    }

    @Test
    void a_plugin_is_bound_to_every_host_that_may_load_it() {
        BindablePackage plugin = packaged(
                "plugin",
                LIBRARIES + "host/plugin.so",
                SyntheticElf.x86().imports("register", "", ""),
                "host",
                "libhost");
        BindablePackage host = packaged("host", "usr/bin/host", program().exports("register", "", 0));
        BindablePackage library = packaged(
                "libhost",
                LIBRARIES + "libhost.so.1",
                SyntheticElf.x86().soname("libhost.so.1").exports("register", "", 0));
        BindablePackage changed = packaged("host", "usr/bin/host", program().exports("enrol", "", 0));

        assertThat(InterfaceLayer.bind(List.of(plugin, host, library)).inherent())
                .isEmpty();
        Rebinding rebinding = between(List.of(plugin, host, library), List.of(plugin, changed, library));

        assertThat(rebinding.newlyUnmet())
                .containsExactly(new UnmetNeed(
                        "plugin", LIBRARIES + "host/plugin.so", new MissingSymbol("register", "", "host")));
        assertThat(between(List.of(plugin, host, library), List.of(plugin, library))
                        .newlyUnmet())
                .as("a host that is gone loads no plugins")
                .isEmpty();
    }

    @Test
    void what_was_unmet_before_is_no_news() {
        BindablePackage broken = packaged("broken", "usr/bin/broken", program().needs("libnone.so.1"));

        Rebinding rebinding =
                between(List.of(broken, libfoo(foo())), List.of(broken, libfoo(foo().exports("foo_more", "FOO_1", 0))));

        assertThat(rebinding.newlyUnmet()).isEmpty();
    }

    @Test
    void a_layer_survives_being_written_and_read() throws IOException {
        BindablePackage copying = packaged(
                "copying",
                "usr/bin/copying",
                program().needs("libfoo.so.1").needs("libbar.so.2").imports("foo_gone", "FOO_9", "libfoo.so.1"));
        InterfaceLayer layer = InterfaceLayer.bind(List.of(APP, copying, libfoo(foo())));
        assertThat(layer.unmet()).isNotEmpty();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        layer.write(bytes);

        assertThat(InterfaceLayer.read(new ByteArrayInputStream(bytes.toByteArray())))
                .isEqualTo(layer);
    }

    @Test
    void every_kind_of_need_survives_being_written_and_read() throws IOException {
        List<UnmetNeed> needs = List.of(
                new UnmetNeed("a", "usr/bin/a", new MissingLibrary("libx.so.1")),
                new UnmetNeed("a", "usr/bin/a", new UnmetNeed.MissingVersion("libx.so.1", "X_1", "libx1")),
                new UnmetNeed("a", "usr/bin/a", new MissingSymbol("x", "", "")),
                new UnmetNeed("a", "usr/bin/a", new ChangedSize("x", "X_1", "libx.so.1", 8, 1L << 40)));
        HostNeed plugin =
                new HostNeed("b", "usr/lib/b.so", new ImportedSymbol("y", "Y_1", "liby.so", true, 0), "usr/bin/y");
        InterfaceLayer layer =
                new InterfaceLayer(new TreeMap<>(), new TreeMap<>(), List.of(plugin), needs, List.copyOf(needs));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        layer.write(bytes);

        assertThat(InterfaceLayer.read(new ByteArrayInputStream(bytes.toByteArray())))
                .isEqualTo(layer);
    }

    @Test
    void a_damaged_layer_is_an_error_and_no_layer() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        InterfaceLayer.bind(List.of(APP, libfoo(foo()))).write(bytes);
        byte[] cut = Arrays.copyOf(bytes.toByteArray(), bytes.size() - 20);

        assertThatThrownBy(() -> InterfaceLayer.read(new ByteArrayInputStream(cut)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> InterfaceLayer.read(new ByteArrayInputStream("jos-layer 9\n".getBytes(UTF_8))))
                .isInstanceOf(IOException.class);
    }
}
