package dev.jos.system;

import dev.jos.config.ConfigurationFiles;
import dev.jos.host.Background;
import dev.jos.host.DurableFiles;
import dev.jos.host.JosRoot;
import dev.jos.host.Progress;
import dev.jos.host.Sha256;
import dev.jos.host.SystemCalls;
import dev.jos.modules.SystemDefinition;
import dev.jos.packages.Architecture;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.deb.InterfaceLayers;
import dev.jos.packages.lock.AccountIds;
import dev.jos.packages.lock.Lock;
import dev.jos.packages.lock.LockFile;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.resolve.Request;
import dev.jos.store.ObjectId;
import dev.jos.store.Store;
import dev.jos.store.StoreBatch;
import dev.jos.store.StoreHold;
import dev.jos.store.Tree;
import dev.jos.store.TreeBuilder;
import dev.jos.store.TreeId;
import dev.jos.system.accounts.AccountPlan;
import dev.jos.system.accounts.AccountTables;
import dev.jos.system.initrd.InitrdContents;
import dev.jos.system.initrd.InitrdPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Turns what a configuration adds up to, and a lock, into a system in the store.
///
/// The same definition, files beside it and lock give the same bytes and so the same [SystemId], whatever machine
/// builds
/// it and whatever was built there before. A build that is interrupted leaves nothing that anybody could take for a
/// system.
public final class SystemBuilder {

    /// Goes into every system, because another version may compose another one.
    static final String VERSION = "0.1.0";

    private final JosRoot root;
    private final Store store;
    private final DurableFiles files;
    private final SystemCalls systemCalls;
    private final PackageSource packages;
    private final InterfaceLayers layers;
    private final ViewGenerator generator;
    private final JosFiles jos;

    /// Touches nothing yet.
    ///
    /// @param generator makes the caches and indices that a set of packages needs
    /// @param jos goes into systems that want it
    public SystemBuilder(
            JosRoot root,
            Store store,
            DurableFiles files,
            SystemCalls systemCalls,
            PackageSource packages,
            InterfaceLayers layers,
            ViewGenerator generator,
            JosFiles jos) {
        this.root = root;
        this.store = store;
        this.files = files;
        this.systemCalls = systemCalls;
        this.packages = packages;
        this.layers = layers;
        this.generator = generator;
        this.jos = jos;
    }

    /// Builds the system, or finds it when the same was built before.
    ///
    /// @param beside the files that the configuration refers to
    /// @param lock may hold more than a definition without a kernel needs, and only that becomes part of the system
    /// @throws SystemProblem if the packages and the configuration do not make a system
    public SystemBuild build(SystemDefinition definition, ConfigurationFiles beside, Lock lock, Progress progress)
            throws IOException {
        Sha256 configuration = DefinitionDigest.of(definition, beside);
        var memory = new Memory(root.cache().resolve("built"), files);
        Optional<SystemGeneration> known = known(memory, inputs(configuration, lock));
        if (known.isPresent()) {
            return new SystemBuild(known.get(), lock, List.of());
        }
        try (StoreHold _ = store.hold(progress);
                Background background = Background.unlimited()) {
            if (definition.kernelPackage().isPresent()) {
                workAhead(lock, background, progress);
            }
            List<ImportedPackage> imported = needed(definition, packages.importAll(lock.installed(), progress));
            return new Run(memory, definition, beside, configuration, progress, background)
                    .build(imported, scopes(lock, progress), lock);
        }
    }

    /// Unpacks the kernel first, where packages are only unpacked, so that its caches, which keep one processor busy
    /// for long, are made while others are unpacked. Where downloads decide how long all takes, their order stays.
    private void workAhead(Lock lock, Background background, Progress progress) throws IOException {
        List<LockedPackage> early = generator.early(lock.installed());
        if (!packages.canUnpack(early)) {
            return;
        }
        List<ImportedPackage> imported;
        try {
            imported = packages.importAll(early, progress);
        } catch (IOException reportedWithAllOthers) {
            return;
        }
        TreeBuilder files = Tree.builder();
        for (ImportedPackage each : imported) {
            files.addAll(store.tree(each.tree()));
        }
        generator.begin(files.build(), lock.architecture(), background);
    }

    private SortedMap<String, List<ImportedPackage>> scopes(Lock lock, Progress progress) throws IOException {
        SortedMap<String, List<ImportedPackage>> scopes = new TreeMap<>();
        for (Map.Entry<String, List<LockedPackage>> each :
                lock.scopes().packages().entrySet()) {
            scopes.put(each.getKey(), packages.importAll(each.getValue(), progress));
        }
        return scopes;
    }

    /// A container may be built with the lock of a machine, which also has what belongs to its kernel.
    private static List<ImportedPackage> needed(SystemDefinition definition, List<ImportedPackage> locked)
            throws IOException {
        if (definition.kernelPackage().isPresent()) {
            return locked;
        }
        Request request = SystemRequest.of(definition);
        return NeededPackages.within(locked).of(request.install(), request.recommends());
    }

    private Optional<SystemGeneration> known(Memory memory, Sha256 inputs) throws IOException {
        Optional<String> id = memory.recall(inputs);
        return id.isEmpty() ? Optional.empty() : Systems.find(root, SystemId.parse(id.get()));
    }

    private static Sha256 inputs(Sha256 configuration, Lock lock) {
        return Digests.of(
                "jos-build", VERSION, configuration.hex(), lockDigest(lock).hex());
    }

    private static Sha256 lockDigest(Lock lock) {
        return Sha256.of(LockFile.render(lock));
    }

    /// The tree of a system, in the store, and the image of it.
    @SuppressWarnings("ArrayRecordComponent")
    private record Completed(TreeId id, byte[] image) {}

    /// What a boot loader needs of a system; `image` and `initrd` are objects of the store.
    private record BootFiles(ObjectId image, ObjectId initrd, KernelReference reference) {}

    /// One build that found nothing to reuse as a whole.
    private final class Run {

        private final Memory memory;
        private final SystemDefinition definition;
        private final ConfigurationFiles beside;
        private final Sha256 configuration;
        private final Progress progress;
        private final Background background;
        private final List<String> remarks = new ArrayList<>();
        private final Map<Sha256, String> steps = new HashMap<>();

        Run(
                Memory memory,
                SystemDefinition definition,
                ConfigurationFiles beside,
                Sha256 configuration,
                Progress progress,
                Background background) {
            this.memory = memory;
            this.definition = definition;
            this.beside = beside;
            this.configuration = configuration;
            this.progress = progress;
            this.background = background;
        }

        SystemBuild build(List<ImportedPackage> imported, SortedMap<String, List<ImportedPackage>> scopes, Lock lock)
                throws IOException {
            Background.Result<InterfaceBinding> interfaces = background.start(() -> InterfaceBinding.of(
                    imported,
                    lock.architecture(),
                    store,
                    memory,
                    layers,
                    new InterfaceHistory(root, store, files),
                    progress));
            var composition = new PackageComposition(store, memory, generator, imported, lock.architecture());
            Tree merged = composition.merged(background);
            InitrdContents initrd = InitrdPlan.of(definition);
            // What it takes may be generated only later: then it has to wait.
            Optional<Background.Result<Optional<BootFiles>>> early =
                    initrd.copies().stream().allMatch(merged::contains)
                            ? Optional.of(background.start(() -> boot(merged, merged, initrd)))
                            : Optional.empty();
            AccountPlan plan = new AccountSources(store).plan(definition, composition.declarations(), merged);
            AccountIds ids = plan.allocate(lock.accounts());
            Lock finalLock = ids.equals(lock.accounts()) ? lock : lock.withAccounts(ids);
            AccountTables accounts = plan.tables(ids);
            Tree packageTree = composition.composed(
                    merged, accounts, SystemRequest.provided(definition), TriggeredFiles.choices(definition), progress);
            var scoped = new ScopedPrograms(imported, scopes, store);
            Completed completed = complete(packageTree, composition, accounts, scoped, lock.architecture());
            Optional<BootFiles> boot = early.isPresent() ? early.get().get() : boot(merged, packageTree, initrd);
            SystemGeneration system = write(imported, scopes, interfaces.get().json(), boot, completed, finalLock);
            remarks.addAll(composition.remarks());
            remarks.addAll(interfaces.get().remarks());
            steps.put(inputs(configuration, finalLock), system.id().toString());
            memory.remember(steps);
            return new SystemBuild(system, finalLock, remarks);
        }

        /// The packages' tree with what the configuration adds; it and the trees it was made of are in the
        /// store then.
        private Completed complete(
                Tree packageTree,
                PackageComposition composition,
                AccountTables accounts,
                ScopedPrograms scoped,
                Architecture architecture)
                throws IOException {
            TreeBuilder builder = packageTree.toBuilder();
            try (StoreBatch batch = store.batch()) {
                composition.supply(batch);
                var part = new ConfigurationPart(definition, beside, composition.declarations(), accounts, store);
                remarks.addAll(part.addTo(packageTree, builder, batch));
                scoped.addTo(builder, batch);
                if (definition.hasJos()) {
                    jos.addTo(builder, batch, architecture);
                }
                Tree tree = builder.build();
                Background.Result<byte[]> image = background.start(() -> SystemWriter.viewImage(tree));
                TreeId id = batch.add(tree);
                steps.putAll(composition.addTo(batch));
                batch.commit();
                return new Completed(id, image.get());
            }
        }

        private SystemGeneration write(
                List<ImportedPackage> imported,
                SortedMap<String, List<ImportedPackage>> scopes,
                ObjectId interfaces,
                Optional<BootFiles> boot,
                Completed completed,
                Lock lock)
                throws IOException {
            byte[] image = completed.image();
            var manifest = new GenerationManifest(
                    VERSION,
                    lock.architecture().debianName(),
                    definition.hostname(),
                    configuration,
                    lockDigest(lock),
                    completed.id().digest(),
                    new BlobReference(Sha256.of(image), image.length),
                    boot.map(BootFiles::reference),
                    BootReference.of(definition),
                    interfaces.content(),
                    imported.stream().map(PackageReference::of).toList(),
                    scopes.entrySet().stream()
                            .map(each -> ScopeReference.of(each.getKey(), each.getValue()))
                            .toList(),
                    definition.healthChecks().stream()
                            .map(HealthCheckReference::of)
                            .toList());
            return new SystemWriter(root, store, files, systemCalls)
                    .write(manifest, SystemWriter.Parts.of(manifest), image);
        }

        /// The kernel of `merged`, which alone has `/boot`, with its initrd from `tree`: the same, or with what was
        /// generated for it.
        private Optional<BootFiles> boot(Tree merged, Tree tree, InitrdContents contents) throws IOException {
            if (definition.kernelPackage().isEmpty()) {
                return Optional.empty();
            }
            String wanted = definition.kernelPackage().get();
            KernelImage kernel = KernelImage.find(merged).orElseThrow(() -> SystemProblem.noKernel(wanted));
            ObjectId initrd = new InitrdCache(store, memory).find(tree, kernel.release(), contents);
            ObjectId image = store.withExecutable(kernel.file().content(), false);
            var reference = new KernelReference(
                    reference(image), kernel.release(), reference(initrd), CommandLine.of(definition));
            return Optional.of(new BootFiles(image, initrd, reference));
        }

        private BlobReference reference(ObjectId object) throws IOException {
            return new BlobReference(object.content(), java.nio.file.Files.size(store.path(object)));
        }
    }
}
