package dev.jos.system;

import dev.jos.host.Background;
import dev.jos.host.Progress;
import dev.jos.host.Sha256;
import dev.jos.packages.Architecture;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.debian.CompositionChoices;
import dev.jos.packages.debian.DebianComposition;
import dev.jos.packages.debian.DebianPackage;
import dev.jos.packages.debian.DebianView;
import dev.jos.packages.debian.Diversions;
import dev.jos.packages.scripts.Declarations;
import dev.jos.packages.triggers.ViewChoices;
import dev.jos.store.CollisionException;
import dev.jos.store.CollisionPolicy;
import dev.jos.store.Layer;
import dev.jos.store.Store;
import dev.jos.store.StoreBatch;
import dev.jos.store.Tree;
import dev.jos.store.TreeId;
import dev.jos.store.ViewComposer;
import dev.jos.system.accounts.AccountTables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/// Composes packages into one tree, as if they had been installed.
///
/// Every step is remembered by what went into it, so that another configuration of the same packages finds it done.
final class PackageComposition {

    /// Raised when the same packages are composed in another way than before.
    private static final String VERSION = "jos-composition 1 " + SystemBuilder.VERSION;

    private final Store store;
    private final ViewGenerator generator;
    private final Memory memory;
    private final List<ImportedPackage> packages;
    private final Declarations declarations;
    private final Architecture architecture;
    private final List<String> remarks = new ArrayList<>();
    private final List<Tree> trees = new ArrayList<>();
    /// What was read from the store.
    private final List<Tree> stored = new ArrayList<>();
    private final Map<Sha256, Tree> made = new LinkedHashMap<>();

    PackageComposition(
            Store store,
            Memory memory,
            ViewGenerator generator,
            List<ImportedPackage> packages,
            Architecture architecture) {
        this.store = store;
        this.generator = generator;
        this.memory = memory;
        this.packages = packages;
        this.declarations = Declarations.merge(
                packages.stream().map(ImportedPackage::declarations).toList());
        this.architecture = architecture;
    }

    /// What the scripts of all packages would have done.
    Declarations declarations() {
        return declarations;
    }

    /// What could not be done, one sentence each. Steps that were done before say nothing.
    List<String> remarks() {
        return List.copyOf(remarks);
    }

    /// The packages' files as they ship them, in one tree. If it is a new one, what is generated for it is
    /// begun in the background.
    Tree merged(Background background) throws IOException {
        return remembered(packagesKey("merged"), () -> {
            Tree merged = merge();
            generator.begin(merged, architecture, background);
            return merged;
        });
    }

    private Tree merge() throws IOException {
        var layers = new ArrayList<Layer>();
        List<Tree> shipped = shipped();
        for (int i = 0; i < packages.size(); i++) {
            String name = packages.get(i).name();
            layers.add(new Layer(name, Diversions.apply(name, shipped.get(i), declarations.diversions())));
        }
        try {
            return ViewComposer.compose(layers, CollisionPolicy.NONE).tree();
        } catch (CollisionException e) {
            throw SystemProblem.collisions(e);
        }
    }

    /// The packages' own trees, in their order; read once, on all processors.
    private List<Tree> shipped() throws IOException {
        if (trees.isEmpty()) {
            List<Background.Result<Tree>> reading = new ArrayList<>();
            try (Background background = Background.onAllProcessors()) {
                packages.forEach(each -> reading.add(background.start(() -> store.tree(each.tree()))));
            }
            for (Background.Result<Tree> each : reading) {
                trees.add(each.get());
            }
            stored.addAll(trees);
        }
        return trees;
    }

    /// What a machine with these accounts has in `/usr` and the pristine `/etc`, short of its configuration, with the
    /// caches and indices made for it and for the choices that the generator was given.
    ///
    /// @param provided names that packages need and jos itself stands for
    Tree composed(
            Tree merged, AccountTables accounts, SortedSet<String> provided, ViewChoices choices, Progress progress)
            throws IOException {
        Sha256 key = Digests.of(
                packagesKey("composed").hex(),
                declarations.toString(),
                Sha256.of(accounts.fixedNumbers().getBytes(StandardCharsets.UTF_8))
                        .hex(),
                String.join(" ", provided),
                choices.toString());
        var composition = new CompositionChoices(Map.of(), Set.of(), provided);
        return remembered(key, () -> generated(compose(merged, accounts, composition), progress));
    }

    private Tree compose(Tree merged, AccountTables accounts, CompositionChoices choices) throws IOException {
        var installed = new ArrayList<DebianPackage>();
        List<Tree> shipped = shipped();
        for (int i = 0; i < packages.size(); i++) {
            ImportedPackage each = packages.get(i);
            installed.add(new DebianPackage(each.control(), shipped.get(i), each.conffiles(), each.declarations()));
        }
        try (StoreBatch batch = store.batch()) {
            supply(batch);
            DebianView view = new DebianComposition(store, batch::add, accounts).compose(merged, installed, choices);
            remarks.addAll(view.remarks());
            batch.commit();
            return view.tree();
        }
    }

    private Tree generated(Tree composed, Progress progress) throws IOException {
        ViewGenerator.Generated generated = generator.generate(composed, architecture, progress);
        remarks.addAll(generated.remarks());
        return composed.toBuilder().addAll(generated.tree()).build();
    }

    private interface Step {
        Tree run() throws IOException;
    }

    private Tree remembered(Sha256 key, Step step) throws IOException {
        // What is remembered is no root: a collection may have taken it.
        Optional<TreeId> known = memory.recall(key).map(TreeId::parse).filter(store::contains);
        if (known.isPresent()) {
            Tree tree = store.tree(known.get());
            stored.add(tree);
            return tree;
        }
        Tree tree = step.run();
        made.put(key, tree);
        return tree;
    }

    /// Lets `batch` know what is in the store because the trees are that this was composed of.
    void supply(StoreBatch batch) {
        stored.forEach(batch::relyOn);
    }

    /// Adds the trees that were composed anew.
    ///
    /// @return what to remember of them, once they are in the store
    Map<Sha256, String> addTo(StoreBatch batch) throws IOException {
        var ids = new HashMap<Sha256, String>();
        for (Map.Entry<Sha256, Tree> each : made.entrySet()) {
            ids.put(each.getKey(), batch.add(each.getValue()).hex());
        }
        return ids;
    }

    private Sha256 packagesKey(String step) {
        return packagesKey(step, packages, architecture);
    }

    /// Names what `step` makes of these very packages.
    static Sha256 packagesKey(String step, List<ImportedPackage> packages, Architecture architecture) {
        var words = new ArrayList<>(List.of(VERSION, step, architecture.debianName()));
        packages.stream()
                .map(each -> each.locked().id() + " " + each.locked().sha256() + " " + each.tree())
                .sorted()
                .forEach(words::add);
        return Digests.of(words.toArray(String[]::new));
    }
}
