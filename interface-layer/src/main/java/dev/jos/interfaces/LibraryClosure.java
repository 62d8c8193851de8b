package dev.jos.interfaces;

import dev.jos.interfaces.elf.ElfAbi;
import dev.jos.interfaces.elf.ElfFile;
import dev.jos.interfaces.elf.MalformedElfException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The libraries, and the dynamic linkers, without which some programs do not start.
///
/// @param files where the programs and the dynamic linker look for them, relative to the root; these may be
/// symbolic links,
/// whose targets belong to the closure as well. The programs themselves are included.
/// @param missing needs that were not found
public record LibraryClosure(SortedSet<String> files, List<Missing> missing) {

    private static final int LONGEST_CONFIGURATION = 1 << 16;

    public LibraryClosure {
        files = Collections.unmodifiableSortedSet(new TreeSet<>(files));
        missing = List.copyOf(missing);
    }

    /// A library that a file of the closure needs and that is nowhere.
    public record Missing(String path, String soname) {}

    /// The closure of the ELF files at `paths`; others among them, damaged ones too, are taken as they are.
    ///
    /// Libraries are looked for as ld.so(8) does: `DT_RPATH` or `DT_RUNPATH`, the directories of
    /// `etc/ld.so.conf.d`, the default
    /// directories.
    ///
    /// @throws IOException if one of `paths` does not exist or a file cannot be read
    public static LibraryClosure of(LibraryFiles files, Collection<String> paths) throws IOException {
        return new Walk(files).from(paths);
    }

    /// One computation.
    private static final class Walk {

        private final LibraryFiles files;
        private final SortedSet<String> found = new TreeSet<>();
        private final List<Missing> missing = new ArrayList<>();
        private final Deque<String> queue = new ArrayDeque<>();
        private final Set<String> configured;

        Walk(LibraryFiles files) throws IOException {
            this.files = files;
            this.configured = configuredDirectories(files);
        }

        LibraryClosure from(Collection<String> paths) throws IOException {
            for (String path : paths) {
                enqueue(LibraryPath.normalize(path));
            }
            for (@Nullable String next = queue.poll(); next != null; next = queue.poll()) {
                visit(next);
            }
            return new LibraryClosure(found, missing);
        }

        private void enqueue(String path) {
            if (found.add(path)) {
                queue.add(path);
            }
        }

        private void visit(String path) throws IOException {
            Optional<ElfFile> elf = read(path);
            if (elf.isEmpty()) {
                return;
            }
            ElfFile file = elf.get();
            if (file.interpreter().isPresent()) {
                need(path, LibraryPath.normalize(file.interpreter().get()), List.of(""), file.abi());
            }
            List<String> directories = directories(path, file);
            for (String name : file.needed()) {
                need(path, name, directories, file.abi());
            }
        }

        private void need(String path, String name, List<String> directories, ElfAbi abi) throws IOException {
            for (String directory : name.indexOf('/') >= 0 ? List.of("") : directories) {
                String candidate = LibraryPath.normalize(directory + "/" + name);
                if (found.contains(candidate) || fits(candidate, abi)) {
                    enqueue(candidate);
                    return;
                }
            }
            missing.add(new Missing(path, name));
        }

        private boolean fits(String path, ElfAbi abi) throws IOException {
            try (@Nullable SeekableByteChannel channel = files.open(path).orElse(null)) {
                return channel != null
                        && ElfFile.readWithoutSymbols(channel)
                                .filter(file -> file.abi().equals(abi))
                                .isPresent();
            } catch (MalformedElfException malformed) {
                return false;
            }
        }

        private Optional<ElfFile> read(String path) throws IOException {
            try (SeekableByteChannel channel = files.open(path).orElseThrow(() -> new NoSuchFileException(path))) {
                return ElfFile.readWithoutSymbols(channel);
            } catch (MalformedElfException noLibrary) {
                return Optional.empty();
            }
        }

        private List<String> directories(String path, ElfFile file) {
            Set<String> directories = new LinkedHashSet<>();
            for (String directory : file.runpath().isEmpty() ? file.rpath() : file.runpath()) {
                directories.add(LibraryPath.expand(directory, path, file.abi()));
            }
            directories.addAll(configured);
            directories.addAll(LibraryPath.defaults(file.abi()));
            return List.copyOf(directories);
        }

        private static Set<String> configuredDirectories(LibraryFiles files) throws IOException {
            Set<String> directories = new LinkedHashSet<>();
            for (String name : files.list("etc/ld.so.conf.d")) {
                if (name.endsWith(".conf")) {
                    directories.addAll(LibraryConfiguration.directories(text(files, "etc/ld.so.conf.d/" + name)));
                }
            }
            return directories;
        }

        private static String text(LibraryFiles files, String path) throws IOException {
            try (@Nullable SeekableByteChannel channel = files.open(path).orElse(null)) {
                if (channel == null) {
                    return "";
                }
                ByteBuffer content = ByteBuffer.allocate((int) Math.min(channel.size(), LONGEST_CONFIGURATION));
                while (content.hasRemaining() && channel.read(content) >= 0) {
                    // Reads until the buffer is full or the file ends.
                }
                return StandardCharsets.UTF_8.decode(content.flip()).toString();
            }
        }
    }
}
