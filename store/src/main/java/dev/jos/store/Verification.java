package dev.jos.store;

import dev.jos.host.Progress;
import dev.jos.host.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/// One reading of the store, by all processors.
final class Verification {

    private static final Set<PosixFilePermission> READ_ONLY = PosixFilePermissions.fromString("r--r--r--");
    private static final Set<PosixFilePermission> EXECUTABLE = PosixFilePermissions.fromString("r-xr-xr-x");

    private final StoreLayout layout;
    private final VerifyScope scope;
    private final ConcurrentLinkedQueue<Damage> damages = new ConcurrentLinkedQueue<>();
    private final AtomicLong bytes = new AtomicLong();

    Verification(StoreLayout layout, VerifyScope scope) {
        this.layout = layout;
        this.scope = scope;
    }

    VerifyReport run(Progress progress) throws IOException {
        StoreScan<TreeId> trees = StoreScan.trees(layout);
        StoreScan<ObjectId> objects = StoreScan.objects(layout);
        List<StoreScan.Found<ObjectId>> taken =
                objects.found().stream().filter(each -> scope.takes(each.id())).toList();
        trees.foreign().forEach(file -> damages.add(new Damage.ForeignFile(file)));
        objects.foreign().forEach(file -> damages.add(new Damage.ForeignFile(file)));
        long total = taken.stream().mapToLong(StoreScan.Found::size).sum();
        try (Progress.Task task = progress.start("Verifying the store", total, Progress.Unit.BYTES)) {
            OnAllProcessors.run(trees.found(), tree -> check(tree.id()));
            OnAllProcessors.run(taken, object -> {
                check(object.id());
                task.advance(object.size());
            });
        }
        return report(taken.size(), trees.found().size());
    }

    /// Looks only at what was wrong before.
    VerifyReport again(VerifyReport before) throws IOException {
        List<ObjectId> objects = List.copyOf(before.badObjects());
        List<TreeId> trees = List.copyOf(before.badTrees());
        for (Damage damage : before.damages()) {
            switch (damage) {
                case Damage.ForeignFile foreign when Files.exists(foreign.file()) -> damages.add(foreign);
                case Damage.ObjectMissing missing
                when !Files.exists(layout.path(missing.object())) -> damages.add(missing);
                default -> {
                    // Looked at below.
                }
            }
        }
        OnAllProcessors.run(trees, this::check);
        OnAllProcessors.run(
                objects.stream().filter(id -> Files.exists(layout.path(id))).toList(), this::check);
        return report(objects.size(), trees.size());
    }

    private VerifyReport report(long objects, long trees) {
        List<Damage> sorted = new ArrayList<>(damages);
        sorted.sort(Comparator.comparing(Damage::toString));
        return new VerifyReport(objects, bytes.get(), trees, sorted);
    }

    private void check(ObjectId id) {
        Path file = layout.path(id);
        try {
            bytes.addAndGet(Files.size(file));
            if (!Sha256.ofFile(file).equals(id.content())) {
                damages.add(new Damage.WrongContent(id));
            } else if (!Files.getPosixFilePermissions(file).equals(id.executable() ? EXECUTABLE : READ_ONLY)) {
                damages.add(new Damage.WrongMode(id));
            }
        } catch (NoSuchFileException e) {
            // Collected meanwhile. Whether a tree misses it is found out there.
        } catch (IOException e) {
            damages.add(new Damage.Unreadable(file, String.valueOf(e.getMessage())));
        }
    }

    private void check(TreeId id) {
        Path file = layout.path(id);
        try {
            byte[] encoding = Files.readAllBytes(file);
            if (!TreeCodec.identify(encoding).equals(id)) {
                damages.add(new Damage.WrongTree(id));
                return;
            }
            for (Entry entry : TreeCodec.decode(encoding).entries()) {
                if (entry.node() instanceof RegularFile regular && !Files.exists(layout.path(regular.content()))) {
                    damages.add(new Damage.ObjectMissing(regular.content(), id));
                }
            }
        } catch (MalformedTree e) {
            damages.add(new Damage.WrongTree(id));
        } catch (NoSuchFileException e) {
            // Collected meanwhile.
        } catch (IOException e) {
            damages.add(new Damage.Unreadable(file, String.valueOf(e.getMessage())));
        }
    }
}
