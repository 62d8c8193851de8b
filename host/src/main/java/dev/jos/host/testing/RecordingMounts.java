package dev.jos.host.testing;

import dev.jos.host.Mounts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Mounts nothing, and remembers what was to be mounted where.
public final class RecordingMounts implements Mounts {

    private final Path top;
    private final List<String> calls = new ArrayList<>();
    private int failing = -1;

    /// @param top what paths are told relative to
    public RecordingMounts(Path top) {
        this.top = top;
    }

    private record What(String what) implements Detached {
        @Override
        public void close() {
            // Holds nothing.
        }
    }

    /// What was done, in order.
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /// The call of this number, from 0, fails, once.
    public RecordingMounts failAt(int call) {
        failing = call;
        return this;
    }

    @Override
    public Detached erofs(Path file) throws IOException {
        return made("image " + relative(file));
    }

    @Override
    public Detached overlay(String source, Overlay overlay) throws IOException {
        return made(source + " of " + relative(overlay.lower().getFirst()));
    }

    @Override
    public Detached copyOf(Path directory) throws IOException {
        return made("copy of " + relative(directory));
    }

    @Override
    public void attach(Detached mount, Path directory) throws IOException {
        call(((What) mount).what() + " at " + relative(directory));
    }

    @Override
    public void attachBeneath(Detached mount, Path directory) throws IOException {
        call(((What) mount).what() + " beneath " + relative(directory));
    }

    @Override
    public void detach(Path directory) throws IOException {
        call("detach " + relative(directory));
    }

    private Detached made(String what) throws IOException {
        fail();
        return new What(what);
    }

    private void call(String words) throws IOException {
        fail();
        calls.add(words);
    }

    private void fail() throws IOException {
        if (failing-- == 0) {
            throw new IOException("the mount that was to fail");
        }
    }

    private String relative(Path path) {
        return path.startsWith(top) ? top.relativize(path).toString() : path.toString();
    }
}
