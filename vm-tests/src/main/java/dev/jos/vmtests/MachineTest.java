package dev.jos.vmtests;

import dev.jos.iso.disk.Firmware;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/// Tests of a whole machine: it is built from a configuration once for the class, boots in QEMU before the first test,
/// and comes to every test as a parameter of type [Machine].
///
/// The tests share the machine and run in any order. One that cuts the power or shuts it down has to boot it again.
///
/// A class may have several, with a name each; they boot together, and a test gets the one that its parameter names.
/// [#cables] make networks between them.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("vm")
@ExtendWith(MachineExtension.class)
@Repeatable(MachineTest.Several.class)
public @interface MachineTest {

    /// The name of the machine among several, and of the parameters that stand for it. It is not its host name.
    String name() default "";

    /// The configuration, relative to the root of the sources.
    String config();

    /// Lines that the configuration ends with.
    String[] with() default {};

    /// Memory in MiB.
    int memory() default 1024;

    /// Whether it has a network card that leads outside, by which tests reach its ports for SSH and HTTP.
    boolean outside() default true;

    /// Its further network cards.
    Cable[] cables() default {};

    /// Whether it has a screen, for [Machine#screenshot].
    boolean screen() default false;

    /// The sizes of further disks, in MiB. With any, the machine's root is where its configuration says.
    int[] disks() default {};

    /// A script beside the configuration that makes file systems on the further disks. It runs as root, in the system
    /// under test, booted once from an ordinary disk; the further disks are `/dev/vdc`, `/dev/vdd` and so on.
    String format() default "";

    /// With a firmware, the machine is installed: it boots from its own disk, through the boot loader that
    /// its configuration enables. The disk has a boot partition, `PARTLABEL=jos-boot`, and a root file
    /// system, `PARTLABEL=jos-root`, which the configuration has to mount at `/boot` and `/`.
    Firmware[] firmware() default {};

    /// Further configurations beside the first, whose systems are built too and lie in the store on the disk of an
    /// installed machine; [Machine#system] names them.
    String[] also() default {};

    /// The size of the disk of an installed machine, in MiB.
    int disk() default 8192;

    /// The size of the boot partition of an installed machine, in MiB.
    int boot() default 512;

    /// Whether what the machine writes to its disk is recorded, from one [Machine#switchOn] to the next; see
    /// [Machine#recording]. Such a machine has no snapshots.
    boolean record() default false;

    /// Whether each test begins with the machine as it was when it had booted, rather than as the test before left it.
    /// The machine boots once, and goes back in parts of a second. Says any machine of a class so, all do.
    boolean fork() default false;

    /// What is typed when the console asks for a passphrase.
    String passphrase() default "";

    /// A network card, and the cable from it to a network of the test class, which connects all whose cables lead there
    /// and nobody else.
    @Target({})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Cable {

        /// The name of the network.
        String to();

        /// The hardware address of the card, like `52:54:00:00:01:01`; no other may have it.
        String mac();
    }

    /// Several machines.
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @Tag("vm")
    @ExtendWith(MachineExtension.class)
    @interface Several {
        MachineTest[] value();
    }
}
