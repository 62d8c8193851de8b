package dev.jos.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URI;

/// Holds the dependencies between the modules to the direction that `docs/explanation/architecture.md` draws.
@AnalyzeClasses(packages = "dev.jos", importOptions = ArchitectureTest.WithoutTests.class)
class ArchitectureTest {

    /// ArchUnit's own option looks for `target/test-classes`, and the build may have another directory.
    static final class WithoutTests implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/");
        }
    }

    @ArchTest
    static final ArchRule layers_point_downward = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("cli")
            .definedBy("dev.jos.cli..")
            .layer("iso")
            .definedBy("dev.jos.iso..")
            .layer("activator")
            .definedBy("dev.jos.activator..")
            .layer("bootloader")
            .definedBy("dev.jos.bootloader..")
            .layer("system")
            .definedBy("dev.jos.system..")
            .layer("packages")
            .definedBy("dev.jos.packages..")
            .layer("modules")
            .definedBy("dev.jos.modules..")
            .layer("store")
            .definedBy("dev.jos.store..")
            .layer("interface-layer")
            .definedBy("dev.jos.interfaces..")
            .layer("config-model")
            .definedBy("dev.jos.config..")
            .layer("host")
            .definedBy("dev.jos.host..")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("iso")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("activator")
            .mayOnlyBeAccessedByLayers("cli", "iso")
            .whereLayer("bootloader")
            .mayOnlyBeAccessedByLayers("cli", "iso", "activator")
            .whereLayer("system")
            .mayOnlyBeAccessedByLayers("cli", "iso", "activator")
            .whereLayer("packages")
            .mayOnlyBeAccessedByLayers("cli", "iso", "activator", "system")
            .whereLayer("modules")
            .mayOnlyBeAccessedByLayers("cli", "iso", "activator", "system")
            .whereLayer("store")
            .mayOnlyBeAccessedByLayers("cli", "iso", "activator", "system", "packages")
            .whereLayer("interface-layer")
            .mayOnlyBeAccessedByLayers("cli", "iso", "activator", "system", "packages")
            .whereLayer("host")
            .mayOnlyBeAccessedByLayers("cli", "iso", "activator", "bootloader", "system", "packages", "store");

    @ArchTest
    static final ArchRule the_model_does_no_io = noClasses()
            .that()
            .resideInAnyPackage("dev.jos.modules..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.nio.file..", "java.net..", "java.net.http..")
                    .and(not(equivalentTo(URI.class)).as("but not java.net.URI, which is a name")))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule native_calls_have_one_door = noClasses()
            .that()
            .resideOutsideOfPackage("dev.jos.host..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.sun.jna..");

    @ArchTest
    static final ArchRule processes_have_one_door = noClasses()
            .that()
            .resideOutsideOfPackage("dev.jos.host..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName(ProcessBuilder.class.getName());

    @ArchTest
    static final ArchRule connections_have_one_door = noClasses()
            .that()
            .resideOutsideOfPackage("dev.jos.host..")
            .should()
            .dependOnClassesThat(resideInAPackage("java.net.http..").or(nameMatching("java\\.n(et|io)\\..*Socket.*")));

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("dev.jos.(**)").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule static_fields_are_final =
            fields().that().areStatic().should().beFinal().allowEmptyShould(true);
}
