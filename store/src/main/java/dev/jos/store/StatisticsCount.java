package dev.jos.store;

import java.io.IOException;
import java.nio.file.Files;

/// Adds up [Statistics].
final class StatisticsCount {

    private StatisticsCount() {}

    static Statistics of(StoreLayout layout) throws IOException {
        StoreScan<ObjectId> objects = StoreScan.objects(layout);
        StoreScan<TreeId> trees = StoreScan.trees(layout);
        long files = 0;
        long bytes = 0;
        for (StoreScan.Found<TreeId> tree : trees.found()) {
            for (Entry entry : TreeCodec.decode(Files.readAllBytes(tree.file())).entries()) {
                if (entry.node() instanceof RegularFile file) {
                    files++;
                    bytes += file.size();
                }
            }
        }
        return new Statistics(
                objects.found().size(), total(objects), trees.found().size(), total(trees), files, bytes);
    }

    private static <T> long total(StoreScan<T> scan) {
        return scan.found().stream().mapToLong(StoreScan.Found::size).sum();
    }
}
