package dev.jos.cli.command;

import dev.jos.store.VerifyReport;
import dev.jos.system.SystemReport;

/// How the store and the systems built from it are.
record Health(VerifyReport store, SystemReport systems) {

    boolean isClean() {
        return store.isClean() && systems.isClean();
    }

    int damages() {
        return store.damages().size() + systems.damages().size();
    }
}
