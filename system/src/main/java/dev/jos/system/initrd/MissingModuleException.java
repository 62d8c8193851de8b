package dev.jos.system.initrd;

import java.io.IOException;

/// The kernel has no module of a name that the root file system needs.
public final class MissingModuleException extends IOException {

    private final String module;

    MissingModuleException(String module) {
        super("the kernel has no module `" + module + "`");
        this.module = module;
    }

    public String module() {
        return module;
    }
}
