package dev.jos.packages.deb;

import dev.jos.interfaces.ElfObject;
import dev.jos.interfaces.LibraryConfiguration;
import dev.jos.interfaces.LibraryLink;
import dev.jos.interfaces.LibraryPath;
import dev.jos.interfaces.PackageInterfaces;
import dev.jos.interfaces.UnreadableObject;
import dev.jos.interfaces.elf.ElfFile;
import dev.jos.interfaces.elf.MalformedElfException;
import dev.jos.store.Entry;
import dev.jos.store.ObjectId;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import dev.jos.store.Symlink;
import dev.jos.store.Tree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gathers the interfaces of one package while it is read; each content is looked at once, however many paths it has.
final class InterfaceCollector {

    private static final byte[] MAGIC = {0x7f, 'E', 'L', 'F'};
    private static final String LIBRARY_CONFIGURATION = "etc/ld.so.conf.d/";

    private final Map<ObjectId, Optional<ElfFile>> read = new HashMap<>();
    private final Map<ObjectId, String> unreadable = new HashMap<>();
    private final Set<ObjectId> later = new LinkedHashSet<>();
    private final Set<String> directories = new LinkedHashSet<>();

    static boolean isElf(byte[] head) {
        for (int i = 0; i < MAGIC.length; i++) {
            if (i >= head.length || head[i] != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    /// A file that was small enough to be in memory as a whole.
    void file(String path, ObjectId id, byte[] content) {
        if (path.startsWith(LIBRARY_CONFIGURATION) && path.endsWith(".conf")) {
            directories.addAll(LibraryConfiguration.directories(new String(content, StandardCharsets.UTF_8)));
        }
        if (isElf(content) && !read.containsKey(id) && !unreadable.containsKey(id)) {
            try {
                read.put(id, ElfFile.read(ByteBuffer.wrap(content)));
            } catch (MalformedElfException malformed) {
                unreadable.put(id, String.valueOf(malformed.getMessage()));
            }
        }
    }

    /// A large ELF file, to be read from the store once it is there.
    void largeElf(ObjectId id) {
        later.add(id);
    }

    /// Reads the large files from `store`, into which they have been committed.
    void readLargeFiles(Store store) throws IOException {
        for (ObjectId id : later) {
            try (FileChannel channel = FileChannel.open(store.path(id))) {
                read.put(id, ElfFile.read(channel));
            } catch (MalformedElfException malformed) {
                unreadable.put(id, String.valueOf(malformed.getMessage()));
            }
        }
        later.clear();
    }

    /// What `tree`, the package's, offers and needs.
    PackageInterfaces interfaces(String packageName, Tree tree) {
        Map<ObjectId, List<String>> paths = new LinkedHashMap<>();
        List<LibraryLink> links = new ArrayList<>();
        List<UnreadableObject> bad = new ArrayList<>();
        for (Entry entry : tree.entries()) {
            if (entry.node() instanceof RegularFile(var attributes, ObjectId id, long size)) {
                @Nullable String problem = unreadable.get(id);
                if (problem != null) {
                    bad.add(new UnreadableObject(entry.path(), problem));
                } else if (read.containsKey(id)) {
                    paths.computeIfAbsent(id, key -> new ArrayList<>()).add(entry.path());
                }
            } else if (entry.node() instanceof Symlink link && LibraryPath.looksLikeLibrary(entry.path())) {
                String target = link.target().startsWith("/") ? link.target() : entry.parent() + "/" + link.target();
                links.add(new LibraryLink(entry.path(), LibraryPath.normalize(target)));
            }
        }
        return new PackageInterfaces(packageName, objects(paths), links, List.copyOf(directories), bad);
    }

    private List<ElfObject> objects(Map<ObjectId, List<String>> paths) {
        List<ElfObject> objects = new ArrayList<>();
        paths.forEach((id, each) -> read.getOrDefault(id, Optional.empty())
                .filter(ElfFile::dynamic)
                .ifPresent(file -> objects.add(ElfObject.of(file, id.name(), each))));
        return objects;
    }
}
