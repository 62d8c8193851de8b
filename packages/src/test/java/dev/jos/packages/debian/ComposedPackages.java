package dev.jos.packages.debian;

import dev.jos.host.HttpDownloader;
import dev.jos.host.JosRoot;
import dev.jos.host.LinuxDurableFiles;
import dev.jos.host.LinuxSystemCalls;
import dev.jos.host.Progress;
import dev.jos.packages.Architecture;
import dev.jos.packages.archive.Archive;
import dev.jos.packages.archive.ArchiveSettings;
import dev.jos.packages.archive.Mirrors;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.deb.PackageImporter;
import dev.jos.packages.resolve.LockResolver;
import dev.jos.packages.resolve.Request;
import dev.jos.packages.scripts.Declarations;
import dev.jos.packages.tools.DebianTools;
import dev.jos.store.CollisionPolicy;
import dev.jos.store.Layer;
import dev.jos.store.Store;
import dev.jos.store.Tree;
import dev.jos.store.ViewComposer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Packages of the archive with all they depend on, imported into a store of their own and composed, for tests.
public final class ComposedPackages {

    private static final Mirrors MIRRORS = Mirrors.ofMachine(Path.of("/"));

    /// Every account exists; root is 0 and all others are 100.
    private static final Accounts ACCOUNTS = new Accounts() {
        @Override
        public OptionalInt uid(String user) {
            return OptionalInt.of(user.equals("root") ? 0 : 100);
        }

        @Override
        public OptionalInt gid(String group) {
            return uid(group);
        }
    };

    private final JosRoot root;
    private final LinuxSystemCalls systemCalls = new LinuxSystemCalls();
    private final LinuxDurableFiles files = new LinuxDurableFiles(systemCalls);
    private final HttpDownloader downloader = new HttpDownloader(files);
    private final Store store;
    private final LockResolver resolver;
    private final PackageImporter importer;
    private final Declarations declarations;
    private final DebianView view;

    /// Imports and composes `names`; `directory` becomes the root of jos.
    public ComposedPackages(Path directory, Architecture architecture, List<String> names) throws Exception {
        root = new JosRoot(directory);
        store = Store.open(root, files, systemCalls);
        resolver = new LockResolver(Archive.of(ArchiveSettings.DEFAULT.withMirrors(MIRRORS), root, downloader, files));
        importer = new PackageImporter(root, store, files, downloader, MIRRORS);
        List<ImportedPackage> imported = importer.importAll(
                resolver.lock(Optional.empty(), Request.of(architecture, names), Progress.NONE)
                        .lock()
                        .packages(),
                Progress.NONE);
        declarations = Declarations.merge(
                imported.stream().map(ImportedPackage::declarations).toList());
        view = compose(imported);
    }

    private DebianView compose(List<ImportedPackage> imported) throws Exception {
        List<Layer> layers = new ArrayList<>();
        List<DebianPackage> packages = new ArrayList<>();
        for (ImportedPackage each : imported) {
            Tree tree = store.tree(each.tree());
            layers.add(new Layer(each.name(), Diversions.apply(each.name(), tree, declarations.diversions())));
            packages.add(new DebianPackage(each.control(), tree, each.conffiles(), each.declarations()));
        }
        Tree merged = ViewComposer.compose(layers, CollisionPolicy.NONE).tree();
        return new DebianComposition(store, store::add, ACCOUNTS).compose(merged, packages, CompositionChoices.NONE);
    }

    public JosRoot root() {
        return root;
    }

    public Store store() {
        return store;
    }

    public LinuxDurableFiles files() {
        return files;
    }

    /// What the scripts of all packages would have done.
    public Declarations declarations() {
        return declarations;
    }

    /// What they come to.
    public DebianView view() {
        return view;
    }

    /// Tools from the same archive, in the same store.
    public DebianTools tools(Architecture machine) {
        return new DebianTools(root, machine, resolver, importer, store, files, Progress.NONE);
    }
}
