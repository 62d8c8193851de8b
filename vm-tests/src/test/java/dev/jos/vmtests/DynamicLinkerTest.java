package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.host.Background;
import dev.jos.host.Command;
import dev.jos.interfaces.BindablePackage;
import dev.jos.interfaces.ElfObject;
import dev.jos.interfaces.ExportedSymbol;
import dev.jos.interfaces.InterfaceLayer;
import dev.jos.interfaces.LoadCheck;
import dev.jos.interfaces.PackageInterfaces;
import dev.jos.interfaces.Rebinding;
import dev.jos.interfaces.UnmetNeed;
import dev.jos.packages.tools.Confinement;
import dev.jos.packages.tools.Sandbox;
import dev.jos.packages.tools.ToolSet;
import dev.jos.store.Tree;
import dev.jos.store.TreeId;
import dev.jos.system.SystemGeneration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The binder and the real ld.so(8) say the same of every program and library of whole systems.
@Tag("integration")
class DynamicLinkerTest {

    private static final Pattern UNDEFINED =
            Pattern.compile("undefined symbol: (\\S+?)(?:, version (\\S+))?\\s+\\((.+)\\)");
    private static final Pattern NOT_FOUND = Pattern.compile("\\s*(\\S+) => not found");
    private static final int PARTS = 2;
    private static final int FAULTS = 60;

    /// Makes ld.so resolve everything that an object and its libraries import, and say what it does not find. It runs
    /// no program, but functions by which libraries choose their implementations.
    private static final String SCRIPT = """
            while read -r path; do
                said=$(LD_TRACE_LOADED_OBJECTS=1 LD_WARN=1 LD_BIND_NOW=1 "$1" "/$path" 2>&1)
                printf '== %s\\n%s\\n' "$path" "$said"
            done
            """;

    private final TestBench bench = TestBench.open();

    @ParameterizedTest
    @ValueSource(strings = {"web", "desktop"})
    void every_object_finds_what_the_real_linker_finds_for_it(String example) throws IOException {
        SystemGeneration system =
                bench.build(bench.copyOf("examples/" + example + "/machine.conf", "linker-" + example));
        Tree tree = bench.store().tree(new TreeId(system.manifest().view()));
        Path view = bench.checkout(tree, "linker-" + example);
        SortedMap<String, LoadCheck> ours = ours(system, tree);

        SortedMap<String, LoadCheck> theirs = theirs(view, List.copyOf(ours.keySet()));

        List<String> differences = new ArrayList<>();
        ours.forEach((path, check) -> {
            LoadCheck other = theirs.get(path);
            // What misses a library misses whatever that has: the linker counts it, and we name the library.
            boolean same = other != null
                    && check.missingLibraries().equals(other.missingLibraries())
                    && (!check.missingLibraries().isEmpty()
                            || check.missingSymbols().equals(other.missingSymbols()));
            if (!same) {
                differences.add(path + "\n  ours   " + check + "\n  theirs " + other);
            }
        });
        assertThat(ours).as("programs and libraries of " + example).hasSizeGreaterThan(300);
        assertThat(differences).as("of " + ours.size() + " objects").isEmpty();
    }

    /// Faults at random: a symbol that only one object of the system exports, and that somebody imports, is taken away.
    @ParameterizedTest
    @ValueSource(strings = {"desktop"})
    void a_symbol_that_is_taken_away_is_missed(String example) throws IOException {
        SystemGeneration system =
                bench.build(bench.copyOf("examples/" + example + "/machine.conf", "linker-" + example));
        List<BindablePackage> packages = bench.bindable(system);
        InterfaceLayer whole = InterfaceLayer.bind(packages);
        List<Fault> faults = faults(packages);
        Collections.shuffle(faults, new Random(20261126));

        List<Fault> escaped = new ArrayList<>();
        for (Fault fault : faults.subList(0, FAULTS)) {
            Rebinding rebinding = Rebinding.between(whole, InterfaceLayer.bind(with(fault, packages)));
            boolean caught = rebinding.newlyUnmet().stream()
                    .anyMatch(each -> each.wanted() instanceof UnmetNeed.MissingSymbol missing
                            && missing.symbol().equals(fault.symbol().name()));
            if (!caught) {
                escaped.add(fault);
            }
        }

        assertThat(whole.unmet()).as("needs that are not met without faults").isEmpty();
        assertThat(escaped).as("of " + FAULTS + " faults").isEmpty();
    }

    /// @param packageNumber of the package whose object loses the symbol
    private record Fault(int packageNumber, ElfObject object, ExportedSymbol symbol) {
        @Override
        public String toString() {
            return object.paths().getFirst() + " without " + symbol;
        }
    }

    private static List<Fault> faults(List<BindablePackage> packages) {
        Map<String, Integer> exporters = new HashMap<>();
        Set<String> imported = new HashSet<>();
        for (BindablePackage each : packages) {
            for (ElfObject object : each.interfaces().objects()) {
                object.exports().stream()
                        .map(ExportedSymbol::name)
                        .distinct()
                        .forEach(name -> exporters.merge(name, 1, Integer::sum));
                // What has no library to it may come from a host that nobody knows.
                object.imports().stream()
                        .filter(symbol -> !symbol.weak() && !symbol.file().isEmpty())
                        .forEach(symbol -> imported.add(symbol.toString()));
            }
        }
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < packages.size(); i++) {
            for (ElfObject object : packages.get(i).interfaces().objects()) {
                for (ExportedSymbol symbol : object.exports()) {
                    boolean alone = exporters.getOrDefault(symbol.name(), 0) == 1;
                    if (alone && imported.contains(symbol.name() + "@" + symbol.version())) {
                        faults.add(new Fault(i, object, symbol));
                    }
                }
            }
        }
        return faults;
    }

    private static List<BindablePackage> with(Fault fault, List<BindablePackage> packages) {
        List<BindablePackage> changed = new ArrayList<>(packages);
        BindablePackage whole = packages.get(fault.packageNumber());
        PackageInterfaces interfaces = whole.interfaces();
        List<ElfObject> objects = interfaces.objects().stream()
                .map(object -> object.equals(fault.object()) ? without(fault.symbol(), object) : object)
                .toList();
        changed.set(
                fault.packageNumber(),
                new BindablePackage(
                        new PackageInterfaces(
                                interfaces.packageName(),
                                objects,
                                interfaces.links(),
                                interfaces.libraryDirectories(),
                                interfaces.unreadable()),
                        whole.source(),
                        whole.depends()));
        return changed;
    }

    private static ElfObject without(ExportedSymbol symbol, ElfObject object) {
        return new ElfObject(
                object.paths(),
                object.object() + "-without",
                object.type(),
                object.abi(),
                object.soname(),
                object.interpreter(),
                object.needed(),
                object.rpath(),
                object.runpath(),
                object.dlopens(),
                object.definedVersions(),
                object.versionParents(),
                object.neededVersions(),
                object.exports().stream().filter(each -> !each.equals(symbol)).toList(),
                object.imports(),
                object.generation());
    }

    private SortedMap<String, LoadCheck> ours(SystemGeneration system, Tree tree) throws IOException {
        List<PackageInterfaces> interfaces =
                bench.bindable(system).stream().map(BindablePackage::interfaces).toList();
        SortedMap<String, LoadCheck> checks = new TreeMap<>(LoadCheck.of(interfaces));
        checks.keySet().removeIf(path -> !tree.contains(path) || isLinker(path));
        return checks;
    }

    /// It does not load itself.
    private static boolean isLinker(String path) {
        return path.substring(path.lastIndexOf('/') + 1).startsWith("ld-linux-");
    }

    private SortedMap<String, LoadCheck> theirs(Path view, List<String> paths) throws IOException {
        Sandbox sandbox = bench.tools().sandbox(ToolSet.FILE_SYSTEMS).around(view);
        SortedMap<String, LoadCheck> checks = new TreeMap<>();
        try (Background background = Background.unlimited()) {
            List<Background.Result<String>> said = new ArrayList<>();
            for (int part = 0; part < PARTS; part++) {
                List<String> some = new ArrayList<>();
                for (int i = part; i < paths.size(); i += PARTS) {
                    some.add(paths.get(i));
                }
                said.add(background.start(() -> ask(sandbox, some)));
            }
            for (Background.Result<String> each : said) {
                read(each.get(), checks);
            }
        }
        return checks;
    }

    private static String ask(Sandbox sandbox, List<String> paths) throws IOException {
        Command command = Command.of("/usr/bin/bash", "-c", SCRIPT, "bash", "/lib64/ld-linux-x86-64.so.2")
                .stdin((String.join("\n", paths) + "\n").getBytes(StandardCharsets.UTF_8))
                .env("PATH", "/usr/bin")
                .timeout(Duration.ofMinutes(10));
        return sandbox.run(command, Confinement.NONE).text();
    }

    private static void read(String said, Map<String, LoadCheck> checks) {
        String path = "";
        SortedSet<String> libraries = new TreeSet<>();
        SortedSet<String> symbols = new TreeSet<>();
        for (String line : (said + "\n== ").lines().toList()) {
            Matcher undefined = UNDEFINED.matcher(line);
            Matcher missing = NOT_FOUND.matcher(line);
            if (line.startsWith("== ")) {
                if (!path.isEmpty()) {
                    checks.put(path, new LoadCheck(libraries, symbols));
                }
                path = line.substring(3);
                libraries.clear();
                symbols.clear();
            } else if (undefined.find()) {
                if (undefined.group(3).equals("/" + path)) {
                    String version = undefined.group(2);
                    symbols.add(undefined.group(1) + (version == null ? "" : "@" + version));
                }
            } else if (missing.matches()) {
                libraries.add(missing.group(1));
            }
        }
    }
}
