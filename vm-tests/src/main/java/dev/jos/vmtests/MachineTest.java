package dev.jos.vmtests;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/// Tests of a whole machine: it is built from a configuration once for the class, boots in QEMU before the first test,
/// and comes to every test as a parameter of type [Machine].
///
/// The tests share the machine and run in any order. One that cuts the power or shuts it down has to boot it again.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("vm")
@ExtendWith(MachineExtension.class)
public @interface MachineTest {

    /// The configuration, relative to the root of the sources.
    String config();

    /// Lines that the configuration ends with.
    String[] with() default {};

    /// Memory in MiB.
    int memory() default 1024;

    /// The sizes of further disks, in MiB. With any, the machine's root is where its configuration says.
    int[] disks() default {};

    /// A script beside the configuration that makes file systems on the further disks. It runs as root, in the system
    /// under test, booted once from an ordinary disk; the further disks are `/dev/vdc`, `/dev/vdd` and so on.
    String format() default "";

    /// What is typed when the console asks for a passphrase.
    String passphrase() default "";
}
