package dev.jos.bootloader;

import dev.jos.host.DurableFiles;
import dev.jos.host.SystemCalls;
import java.nio.file.Path;

class GrubTest extends CountingBootLoaderContract {

    @Override
    BootLoader loader(Path boot, DurableFiles files, SystemCalls system) {
        return Grub.onBios(boot, files, system);
    }

    @Override
    SimulatedLoader simulated(Path boot) {
        return new SimulatedGrub(boot);
    }
}
