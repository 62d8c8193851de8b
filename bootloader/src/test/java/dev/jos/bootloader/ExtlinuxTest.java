package dev.jos.bootloader;

import dev.jos.host.DurableFiles;
import dev.jos.host.SystemCalls;
import java.nio.file.Path;

class ExtlinuxTest extends BootLoaderContract {

    @Override
    BootLoader loader(Path boot, DurableFiles files, SystemCalls system) {
        return new Extlinux(boot, files, system);
    }

    @Override
    SimulatedLoader simulated(Path boot) {
        return new SimulatedExtlinux(boot);
    }
}
