package dev.jos.modules.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.config.DiagnosticRenderer;
import dev.jos.config.DiskFiles;
import dev.jos.config.Option;
import dev.jos.config.OptionReference;
import dev.jos.modules.SystemModule;
import dev.jos.modules.machine.MachineLoader;
import dev.jos.modules.recipe.RecipeOptions;
import dev.jos.modules.shipped.base.ContainerFiles;
import dev.jos.modules.user.ClassCache;
import dev.jos.modules.user.UserModules;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Each folder in `golden` is a configuration with what the modules make of it in `expected.txt`: the definition,
/// or the problems. Run with `-Dgolden.accept=true` to write down what comes out now.
class ModulesTest {

    private static final MachineLoader LOADER =
            new MachineLoader(ShippedModules.all(), new UserModules(ClassCache.none()));
    private static final Path PROJECT = Path.of(System.getProperty("jos.source.root", ".."));

    @TestFactory
    Stream<DynamicTest> a_configuration_becomes_the_definition_that_was_written_down() throws IOException {
        return goldenFolders()
                .map(folder -> DynamicTest.dynamicTest(
                        String.valueOf(folder.getFileName()),
                        () -> golden(folder.resolve("expected.txt"), outcome(folder, "machine.conf"))));
    }

    /// Every `machine.conf` in `examples` is one: a folder may hold several machines, each in a folder of its own.
    @TestFactory
    Stream<DynamicTest> an_example_becomes_the_definition_that_was_written_down() throws IOException {
        return examples().map(folder -> {
            String name = PROJECT.resolve("examples").relativize(folder).toString();
            return DynamicTest.dynamicTest(
                    name,
                    () -> golden(
                            PROJECT.resolve("modules/src/test/resources/examples")
                                    .resolve(name.replace('/', '-') + ".txt"),
                            outcome(folder, "machine.conf")));
        });
    }

    @Test
    void a_machine_can_be_read_as_the_container_it_could_be() {
        var files = DiskFiles.in(PROJECT.resolve("examples/minimal"));

        var machine = LOADER.load(files, "machine.conf").definition();
        var container = LOADER.load(new ContainerFiles(files, "machine.conf"), ContainerFiles.MAIN)
                .definition();

        assertThat(machine.kernelPackage()).contains("linux-image-amd64");
        assertThat(container.kernelPackage()).isEmpty();
        assertThat(container.users()).containsExactlyElementsOf(machine.users());
        assertThat(container.hostname()).isEqualTo(machine.hostname());
    }

    @Test
    void what_is_wrong_with_a_machine_is_shown_where_it_is_wrong_with_the_container() {
        var files = DiskFiles.in(PROJECT.resolve("modules/src/test/resources/golden/problem-values"));

        var container = LOADER.load(new ContainerFiles(files, "machine.conf"), ContainerFiles.MAIN);

        assertThat(container.diagnostics())
                .isEqualTo(LOADER.load(files, "machine.conf").diagnostics());
    }

    @Test
    void the_reference_lists_every_option_as_it_is() throws IOException {
        Path reference = PROJECT.resolve("docs/reference");
        var pages = OptionReference.pages(SystemModule.catalog(ShippedModules.all()));
        for (var page : pages.entrySet()) {
            golden(reference.resolve(page.getKey()), page.getValue());
        }
        try (var files = Files.list(reference.resolve("options"))) {
            assertThat(files.map(file -> "options/" + file.getFileName())).isSubsetOf(pages.keySet());
        }
    }

    @Test
    void the_reference_of_recipes_lists_everything_that_they_can_say() throws IOException {
        golden(PROJECT.resolve("docs/reference/recipes.md"), OptionReference.page("""
                # Recipes

                Generated from the options themselves. A recipe is a file in HOCON, named in
                [`packages.recipes`](options/packages.md#packagesrecipes), which says how packages are made that the Debian
                archive does not have. [How to write one](../how-to/write-a-recipe.md) has an example.
                Recipes may `imports` other files, as configurations do.

                ## What the phases see

                | | |
                |---|---|
                | `/build/source` | the source: where phases run, and where they may write |
                | `$out` | an empty directory; what is below it when all phases are done becomes the packages |
                | `/usr`, `/etc` | the packages in `needs` with all that they depend on, what every Debian system has, and `libc6-dev`; read-only |
                | `/tmp` | empty at the start of each phase |
                | `$name`, `$version` | those of the recipe |
                | `$MULTIARCH` | where libraries of the architecture are in `/usr/lib`, such as `x86_64-linux-gnu` |
                | `$JOBS` | how many processors there are to use, as in `make -j$JOBS` |
                | `$SOURCE_DATE_EPOCH` | 1 January 2020, for tools that would put the present into what they make |

                Nothing else: no network, no file of the machine, no variable of the user. The user is `build`, the language `C.UTF-8`,
                the time zone UTC. Commands are those of `sh`, printed as they run; the first that fails ends the build. All
                that is printed is kept in a log, whose name a failure says.

                ## The packages

                Files keep whether they are executable, and nothing else: they belong to root and are of the same time. A package
                depends on those with the libraries that its programs and libraries are linked with, and on that to which its links lead.
                """, RecipeOptions.ALL));
    }

    @Test
    void every_public_option_of_a_module_is_listed_by_it() throws IllegalAccessException {
        for (SystemModule module : ShippedModules.all()) {
            var declared = new ArrayList<Object>();
            for (var field : module.getClass().getDeclaredFields()) {
                if (Modifier.isPublic(field.getModifiers()) && field.getType() == Option.class) {
                    declared.add(field.get(null));
                }
            }
            assertThat(List.<Object>copyOf(module.options()))
                    .describedAs(module.getClass().getSimpleName())
                    .containsAll(declared);
        }
    }

    /// Whoever adds a module says how a machine is known to be well in what the module sets up.
    @Test
    void every_module_has_a_health_check() throws IOException {
        Map<String, String> asksNothing = Map.of(
                "Values", "is read by references only",
                "PackageOverrides", "is proven when the system is built",
                "PackageScopes", "is proven when the system is built",
                "Xfce", "is asked after by LightDM, which starts it");
        var silent = new TreeSet<String>();
        ShippedModules.all().forEach(module -> silent.add(module.name()));
        silent.removeAll(asksNothing.keySet());

        for (Path folder : Stream.concat(goldenFolders(), examples()).toList()) {
            LOADER.load(DiskFiles.in(folder), "machine.conf").definition().contributions().stream()
                    .filter(each -> each.kind().equals("health check"))
                    .forEach(each -> silent.remove(each.module()));
        }

        assertThat(silent)
                .as("modules whose `contribute` never calls `system.healthCheck`; see docs/how-to/write-a-module.md")
                .isEmpty();
    }

    private static Stream<Path> goldenFolders() throws IOException {
        try (var folders = Files.list(PROJECT.resolve("modules/src/test/resources/golden"))) {
            return folders.sorted().toList().stream();
        }
    }

    private static Stream<Path> examples() throws IOException {
        try (var files = Files.find(PROJECT.resolve("examples"), 3, (file, _) -> file.endsWith("machine.conf"))) {
            return files.sorted().map(file -> file.resolveSibling(".").normalize()).toList().stream();
        }
    }

    private static String outcome(Path folder, String file) {
        var machine = LOADER.load(DiskFiles.in(folder), file);
        String said =
                new DiagnosticRenderer(false).render(machine.diagnostics()).replace(folder + "/", "");
        return machine.hasErrors() ? said : said + Rendered.of(machine.definition());
    }

    private static void golden(Path file, String actual) throws IOException {
        if (Boolean.getBoolean("golden.accept")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, actual);
            return;
        }
        assertThat(file).exists();
        assertThat(actual).isEqualTo(Files.readString(file));
    }
}
