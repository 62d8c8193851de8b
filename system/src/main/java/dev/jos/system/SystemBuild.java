package dev.jos.system;

import dev.jos.packages.lock.Lock;
import java.util.List;

/// What a build gave.
///
/// @param lock the lock it was built with, which now also holds the numbers of accounts that had none
/// @param remarks what the system will lack and why, one sentence each; empty when nothing had to be done
public record SystemBuild(SystemGeneration system, Lock lock, List<String> remarks) {

    public SystemBuild {
        remarks = List.copyOf(remarks);
    }
}
