package dev.jos.activator.switching;

import dev.jos.host.DurableFiles;
import dev.jos.host.Mounts;
import dev.jos.host.Mounts.Detached;
import dev.jos.host.Mounts.Overlay;
import dev.jos.system.SystemGeneration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Puts the view of a system at `/usr` and `/etc` of a running machine, as the initrd does it at its start.
///
/// What is slow happens before, where nobody sees it. The change itself is one call for each of the two: the new file
/// system lies beneath the old one, which goes away, so that at no instant a path is missing.
final class SystemViews {

    private final MachineLayout layout;
    private final Mounts mounts;
    private final DurableFiles files;

    SystemViews(MachineLayout layout, Mounts mounts, DurableFiles files) {
        this.layout = layout;
        this.mounts = mounts;
        this.files = files;
    }

    /// File systems that wait to be shown.
    record Prepared(SystemGeneration system, Optional<Detached> usr, Detached etc) implements AutoCloseable {
        @Override
        public void close() {
            usr.ifPresent(Detached::close);
            etc.close();
        }
    }

    /// Mounts the view of `system`, and makes ready what is to be seen of it.
    ///
    /// @param withUsr whether `/usr` is to be replaced, too
    Prepared prepare(SystemGeneration system, boolean withUsr) throws IOException {
        Path view = mounted(system);
        Optional<Detached> usr = withUsr ? Optional.of(mounts.copyOf(view.resolve("usr"))) : Optional.empty();
        try {
            var upper = new Overlay.Upper(layout.etcUpper(), layout.etcWork());
            Detached etc =
                    mounts.overlay("jos-etc", new Overlay(List.of(view.resolve("etc")), List.of(), Optional.of(upper)));
            return new Prepared(system, usr, etc);
        } catch (IOException e) {
            usr.ifPresent(Detached::close);
            throw e;
        }
    }

    /// Where the whole view of `system` is mounted, after mounting it if need be.
    private Path mounted(SystemGeneration system) throws IOException {
        Path view = layout.view(system);
        if (Files.isDirectory(view.resolve("usr"))) {
            return view;
        }
        Path metadata = layout.views().resolve("metadata");
        Files.createDirectories(view);
        Files.createDirectories(metadata);
        try (Detached image = mounts.erofs(system.view())) {
            mounts.attach(image, metadata);
        }
        try (Detached whole = mounts.overlay(
                "jos", new Overlay(List.of(metadata), List.of(layout.root().objects()), Optional.empty()))) {
            mounts.attach(whole, view);
        } finally {
            mounts.detach(metadata);
        }
        return view;
    }

    /// Shows what was prepared, and says so at `/run/jos/system`. Interrupted in between, `/usr` may be of the new and
    /// `/etc` of the old system; both are whole, and showing either again sets it right.
    void show(Prepared prepared) throws IOException {
        if (prepared.usr().isPresent()) {
            replace(prepared.usr().get(), layout.usr());
        }
        replace(prepared.etc(), layout.etc());
        files.replaceLink(
                layout.running(),
                Path.of("/jos/systems").resolve(prepared.system().id().toString()));
    }

    private void replace(Detached mount, Path directory) throws IOException {
        mounts.attachBeneath(mount, directory);
        mounts.detach(directory);
    }

    /// Unmounts the views that nothing was started from any more: those of neither system.
    void forgetAllBut(SystemGeneration one, SystemGeneration other) throws IOException {
        for (Path view : views()) {
            String id = view.getFileName().toString();
            if (!id.equals(one.id().toString()) && !id.equals(other.id().toString())) {
                if (Files.isDirectory(view.resolve("usr"))) {
                    mounts.detach(view);
                }
                Files.delete(view);
            }
        }
    }

    private List<Path> views() throws IOException {
        if (!Files.isDirectory(layout.views())) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(layout.views())) {
            return new ArrayList<>(all.toList());
        }
    }
}
