package dev.jos.vmtests;

import dev.jos.iso.MachineSettings;
import dev.jos.iso.VirtualMachine;
import dev.jos.iso.disk.Firmware;
import dev.jos.system.SystemGeneration;
import java.io.IOException;
import java.nio.file.Path;

/// Makes machines like one of a test, with other disks.
///
/// @param name of the machine
/// @param system on its disk
record OtherDisks(TestBench bench, String name, SystemGeneration system, MachineTest said, MachineSettings settings)
        implements Machine.Twins {

    @Override
    public VirtualMachine withDisk(Path raw) throws IOException {
        if (said.firmware().length == 0) {
            throw new IOException("only an installed machine boots from its disk");
        }
        Firmware firmware = said.firmware()[0];
        String twin = name + ".twin";
        bench.machines().delete(twin);
        return bench.machines()
                .adopt(twin, raw, system, settings.withFirmware(firmware).withRecording(false));
    }

    @Override
    public Path workingDirectory() {
        return bench.workingDirectory(name);
    }
}
