package dev.jos.store;

import dev.jos.host.SystemCalls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;

/// Others' system calls, for a test to override one.
class DelegatingSystemCalls implements SystemCalls {

    private final SystemCalls others;

    DelegatingSystemCalls(SystemCalls others) {
        this.others = others;
    }

    @Override
    public void syncFileSystem(Path path) throws IOException {
        others.syncFileSystem(path);
    }

    @Override
    public void link(Path existing, Path link) throws IOException {
        others.link(existing, link);
    }

    @Override
    public void exchange(Path first, Path second) throws IOException {
        others.exchange(first, second);
    }

    @Override
    public void renameToNew(Path from, Path to) throws IOException {
        others.renameToNew(from, to);
    }

    @Override
    public int effectiveUserId() {
        return others.effectiveUserId();
    }

    @Override
    public int effectiveGroupId() {
        return others.effectiveGroupId();
    }

    @Override
    public long freeBytes(Path path) throws IOException {
        return others.freeBytes(path);
    }

    @Override
    public boolean isTerminal(int fileDescriptor) {
        return others.isTerminal(fileDescriptor);
    }

    @Override
    public OptionalInt terminalWidth(int fileDescriptor) {
        return others.terminalWidth(fileDescriptor);
    }
}
