package dev.jos.vmtests;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/// Tests of a machine's services in seconds: an image of the machine is made from its configuration once for the class,
/// started by a Docker engine before the first test, and comes to every test as a parameter of type [Container].
///
/// The tests share the container and run in any order. What needs a kernel of the machine's own needs a [MachineTest].
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("container")
@ExtendWith(ContainerExtension.class)
public @interface ContainerTest {

    /// The configuration, relative to the root of the sources.
    String config();
}
