package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.host.Command;
import dev.jos.interfaces.BindablePackage;
import dev.jos.interfaces.ElfObject;
import dev.jos.interfaces.PackageInterfaces;
import dev.jos.interfaces.Scope;
import dev.jos.interfaces.elf.RunPathPatch;
import dev.jos.packages.tools.Confinement;
import dev.jos.packages.tools.Sandbox;
import dev.jos.packages.tools.ToolSet;
import dev.jos.store.Node;
import dev.jos.store.ObjectId;
import dev.jos.store.RegularFile;
import dev.jos.store.Tree;
import dev.jos.store.TreeBuilder;
import dev.jos.store.TreeId;
import dev.jos.system.SystemGeneration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every program of a whole system can be bound to libraries of its own, and the real ld.so(8) then finds those.
@Tag("integration")
class BoundProgramsTest {

    private static final Set<String> SCOPED =
            Set.of("libz.so.1", "libcrypto.so.3", "liblzma.so.5", "libselinux.so.1", "libcap.so.2", "libm.so.6");
    private static final Pattern FOUND = Pattern.compile("\\s*(\\S+) => (\\S+) \\(0x.*");
    private static final String SCRIPT = """
            while read -r path; do
                said=$(LD_TRACE_LOADED_OBJECTS=1 "$1" "/$path" 2>&1)
                printf '== %s\\n%s\\n' "$path" "$said"
            done
            """;

    private final TestBench bench = TestBench.open();

    @ParameterizedTest
    @ValueSource(strings = {"web"})
    void each_program_loads_what_it_loaded_before_and_the_scoped_ones_from_its_scope(String example)
            throws IOException {
        SystemGeneration system =
                bench.build(bench.copyOf("examples/" + example + "/machine.conf", "bound-" + example));
        Tree tree = bench.store().tree(new TreeId(system.manifest().view()));
        List<BindablePackage> packages = bench.bindable(system);
        List<String> programs = programs(packages, tree);

        Map<String, SortedMap<String, String>> before = loaded(bench.checkout(tree, "bound-" + example), programs);
        Map<String, SortedMap<String, String>> after =
                loaded(bench.checkout(bound(tree, packages, programs), "bound-" + example), programs);

        assertThat(programs).hasSizeGreaterThan(400);
        assertThat(after.keySet()).isEqualTo(before.keySet());
        List<String> wrong = new ArrayList<>();
        int scoped = 0;
        for (String program : programs) {
            SortedMap<String, String> was = before.getOrDefault(program, new TreeMap<>());
            SortedMap<String, String> is = after.getOrDefault(program, new TreeMap<>());
            if (!is.keySet().containsAll(was.keySet())) {
                wrong.add(program + " loads " + is + " and not " + was);
            }
            for (Map.Entry<String, String> each : is.entrySet()) {
                String expected = SCOPED.contains(each.getKey())
                        ? "/" + Scope.directory("all") + "/" + each.getKey()
                        : was.get(each.getKey());
                scoped += SCOPED.contains(each.getKey()) ? 1 : 0;
                if (!each.getValue().equals(expected)) {
                    wrong.add(program + " loads " + each + " and not " + expected);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(scoped).isGreaterThan(300);
    }

    private static List<String> programs(List<BindablePackage> packages, Tree tree) {
        return packages.stream()
                .flatMap(each -> each.interfaces().objects().stream())
                .filter(each -> each.isProgram() && each.soname().isEmpty())
                .map(each -> each.paths().getFirst())
                .filter(tree::contains)
                .sorted()
                .toList();
    }

    private Tree bound(Tree tree, List<BindablePackage> packages, List<String> programs) throws IOException {
        TreeBuilder changed = tree.toBuilder();
        List<PackageInterfaces> all =
                packages.stream().map(BindablePackage::interfaces).toList();
        for (PackageInterfaces each : all) {
            for (ElfObject library : Scope.libraries(each)) {
                Node file = tree.node(library.paths().getFirst()).orElseThrow();
                if (SCOPED.contains(library.soname())) {
                    changed.put(Scope.directory("all") + "/" + library.soname(), file);
                }
            }
        }
        SortedMap<String, SortedSet<String>> alsoNeeded = new TreeMap<>();
        all.forEach(each -> alsoNeeded.putAll(Scope.alsoNeeded(SCOPED, all, each.packageName())));
        for (String path : programs) {
            RegularFile file = (RegularFile) tree.node(path).orElseThrow();
            byte[] content;
            try (InputStream in = bench.store().open(file.content())) {
                content = RunPathPatch.apply(
                        in.readAllBytes(), "/" + Scope.directory("all"), List.copyOf(alsoNeeded.get(path)));
            }
            ObjectId object = bench.store().add(content, file.content().executable());
            changed.put(path, new RegularFile(file.attributes(), object, content.length));
        }
        return changed.build();
    }

    /// What each program loads, by SONAME.
    private Map<String, SortedMap<String, String>> loaded(Path view, List<String> programs) throws IOException {
        Sandbox sandbox = bench.tools().sandbox(ToolSet.FILE_SYSTEMS).around(view);
        Command command = Command.of("/usr/bin/bash", "-c", SCRIPT, "bash", "/lib64/ld-linux-x86-64.so.2")
                .stdin((String.join("\n", programs) + "\n").getBytes(StandardCharsets.UTF_8))
                .env("PATH", "/usr/bin")
                .timeout(Duration.ofMinutes(10));
        Map<String, SortedMap<String, String>> loaded = new TreeMap<>();
        SortedMap<String, String> current = new TreeMap<>();
        for (String line : sandbox.run(command, Confinement.NONE).text().lines().toList()) {
            Matcher found = FOUND.matcher(line);
            if (line.startsWith("== ")) {
                current = new TreeMap<>();
                loaded.put(line.substring(3), current);
            } else if (found.matches()) {
                current.put(found.group(1), found.group(2));
            }
        }
        return loaded;
    }
}
