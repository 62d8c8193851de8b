package dev.jos.store;

import dev.jos.store.testing.InMemoryContents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Trees of all shapes, the same for the same seed.
final class RandomTrees {

    private static final String[] NAMES = {
        "a", "b", "-", "+x", ".a", ".-", "..b", "usr", "lib", "ä", "名", "😀", "z.so.1"
    };

    /// `cap_net_raw=ep`; the kernel shows valid ones only.
    private static final byte[] CAPABILITY = {1, 0, 0, 2, 0, 32, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

    private final Random random;
    private final InMemoryContents contents = new InMemoryContents();

    RandomTrees(long seed) {
        this.random = new Random(seed);
    }

    InMemoryContents contents() {
        return contents;
    }

    Tree tree(int size) {
        TreeBuilder builder = Tree.builder();
        builder.put("", new Directory(attributes(0755)));
        List<String> directories = new ArrayList<>(List.of(""));
        for (int i = 0; i < size; i++) {
            String parent = directories.get(random.nextInt(directories.size()));
            String path = (parent.isEmpty() ? "" : parent + "/") + name(i);
            if (path.length() > 1000 || builder.node(path).isPresent()) {
                continue;
            }
            Node node = node();
            builder.put(path, node);
            if (node instanceof Directory) {
                directories.add(path);
            }
        }
        return builder.build();
    }

    private String name(int i) {
        return switch (random.nextInt(4)) {
            case 0 -> NAMES[random.nextInt(NAMES.length)];
            case 1 -> NAMES[random.nextInt(NAMES.length)] + i;
            case 2 -> "file-" + i;
            default -> "x".repeat(1 + random.nextInt(200)) + i;
        };
    }

    private Node node() {
        return switch (random.nextInt(10)) {
            case 0, 1 -> new Directory(attributes(0700 | random.nextInt(0100)));
            case 2 ->
                new Symlink(attributes(0777), "t".repeat(1 + random.nextInt(random.nextInt(20) == 0 ? 4000 : 60)));
            default -> file();
        };
    }

    RegularFile file() {
        byte[] content = new byte[random.nextInt(20) == 0 ? random.nextInt(100_000) : random.nextInt(50)];
        random.nextBytes(content);
        return contents.file(attributes(random.nextInt(07777 + 1)), content);
    }

    private Attributes attributes(int mode) {
        return new Attributes(mode, random.nextInt(3) * 40_000, random.nextInt(3), random.nextInt(1 << 30), xattrs());
    }

    private ExtendedAttributes xattrs() {
        if (random.nextInt(10) > 0) {
            return ExtendedAttributes.NONE;
        }
        byte[] value = new byte[1 + random.nextInt(60)];
        random.nextBytes(value);
        return ExtendedAttributes.of(Map.of("security.capability", CAPABILITY, "trusted.note", value));
    }
}
