package dev.jos.store;

import dev.jos.host.JosRoot;
import dev.jos.host.LinuxDurableFiles;
import dev.jos.host.LinuxSystemCalls;
import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;

/// A program that writes batches into a store, and says on standard output what it is about to do.
///
/// Arguments: the root, a seed, the number of batches. It writes `+` before every object, `!` before every commit,
/// and after the commit the name of the tree on a line.
final class BatchWriter {

    private static final int OBJECTS = 30;

    private BatchWriter() {}

    public static void main(String[] arguments) throws IOException {
        LinuxSystemCalls systemCalls = new LinuxSystemCalls();
        Store store = Store.open(new JosRoot(Path.of(arguments[0])), new LinuxDurableFiles(systemCalls), systemCalls);
        long seed = Long.parseLong(arguments[1]);
        int batches = Integer.parseInt(arguments[2]);
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            for (int i = 0; i < batches; i++) {
                TreeId tree = write(store, seed + i, out);
                out.write(("\n" + tree.hex() + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    static TreeId write(Store store, long seed, OutputStream out) throws IOException {
        Random random = new Random(seed);
        try (StoreBatch batch = store.batch()) {
            TreeBuilder tree = Tree.builder();
            for (int i = 0; i < OBJECTS; i++) {
                // Every third object is in other batches as well.
                Random source = i % 3 == 0 ? new Random(i) : random;
                byte[] content = new byte[i == 4 ? 500_000 : source.nextInt(3000)];
                source.nextBytes(content);
                out.write('+');
                ObjectId id = batch.add(new ByteArrayInputStream(content), false);
                tree.put("file" + i, new RegularFile(Attributes.of(0644), id, content.length));
            }
            TreeId id = batch.add(tree.build());
            out.write('!');
            batch.commit();
            return id;
        }
    }
}
