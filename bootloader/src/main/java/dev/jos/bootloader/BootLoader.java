package dev.jos.bootloader;

import java.io.IOException;

/// What starts a machine: it offers generations, and starts one of them by itself.
///
/// Whatever is done here may be interrupted at any instant: the loader then finds the old menu or the new one,
/// complete.
public interface BootLoader {

    /// What is offered now. Entries that cannot be read are named, and never in the way.
    BootState read() throws IOException;

    /// Makes `menu` what the loader offers. Generations that were offered before keep the attempts they have left.
    ///
    /// @throws BootDirectoryFullException before anything was changed
    void install(BootMenu menu) throws IOException;

    /// Says that a generation came up well, so that its attempts are counted no more.
    void bless(int generation) throws IOException;
}
