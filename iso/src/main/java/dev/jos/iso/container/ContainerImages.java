package dev.jos.iso.container;

import dev.jos.modules.shipped.base.BaseSystem;
import dev.jos.packages.Architecture;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.store.Layer;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import dev.jos.store.TarArchive;
import dev.jos.store.Tree;
import dev.jos.store.TreeId;
import dev.jos.system.NeededPackages;
import dev.jos.system.SystemGeneration;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes images of systems that are containers. The same system gives the same bytes.
///
/// What the host or the engine brings is not in them: `/dev`, `/proc`, `/sys`, `/etc/hostname`, `/etc/hosts`,
/// `/etc/resolv.conf`. `/var` and home directories are made at the first start, as on a machine.
public final class ContainerImages {

    private final Store store;

    public ContainerImages(Store store) {
        this.store = store;
    }

    /// Writes the root file system as one tar archive. `out` should be buffered; it is neither flushed nor closed.
    public void writeRoot(SystemGeneration system, OutputStream out) throws IOException {
        TarArchive.write(root(system), store, out);
    }

    /// Plans the image of `system`, reading all of its contents once.
    ///
    /// @param packages those of the system, which are in the store
    public OciImage image(SystemGeneration system, List<ImportedPackage> packages, ContainerSettings settings)
            throws IOException {
        Tree root = root(system);
        Set<ImportedPackage> base =
                new HashSet<>(NeededPackages.within(packages).of(BaseSystem.BASE_PACKAGES, false));
        List<Layer> layers = LayerPlan.of(
                root,
                layers(packages.stream().filter(base::contains).toList()),
                layers(packages.stream().filter(each -> !base.contains(each)).toList()));
        var labelled = settings.withLabels(Map.of(
                "dev.jos.system",
                system.id().toString(),
                "org.opencontainers.image.title",
                system.manifest().hostName()));
        Architecture architecture =
                Architecture.parse(system.manifest().architecture()).orElseThrow();
        return OciImage.of(labelled, architecture, newest(root), layers, store);
    }

    private Tree root(SystemGeneration system) throws IOException {
        return ContainerRoot.of(store.tree(new TreeId(system.manifest().view())));
    }

    private List<Layer> layers(List<ImportedPackage> packages) throws IOException {
        List<Layer> layers = new ArrayList<>();
        for (ImportedPackage each : packages) {
            layers.add(new Layer(each.name(), store.tree(each.tree())));
        }
        return layers;
    }

    /// When the newest of the files was made: a time for the image that no clock has a part in.
    private static Instant newest(Tree root) {
        return Instant.ofEpochSecond(root.entries().stream()
                .filter(entry -> entry.node() instanceof RegularFile)
                .mapToLong(entry -> entry.node().attributes().mtime())
                .max()
                .orElse(0));
    }
}
