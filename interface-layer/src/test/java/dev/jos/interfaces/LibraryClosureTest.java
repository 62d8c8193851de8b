package dev.jos.interfaces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.interfaces.LibraryClosure.Missing;
import dev.jos.interfaces.testing.SyntheticElf;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryClosureTest {

    @TempDir
    private Path root;

    private void put(String path, SyntheticElf file) throws IOException {
        Path target = root.resolve(path);
        Files.createDirectories(target.resolve("..").normalize());
        Files.write(target, file.bytes());
    }

    private LibraryClosure closure(String... paths) throws IOException {
        return LibraryClosure.of(
                new LibraryFiles() {
                    @Override
                    public Optional<SeekableByteChannel> open(String path) throws IOException {
                        Path file = root.resolve(path);
                        return Files.isRegularFile(file) ? Optional.of(FileChannel.open(file)) : Optional.empty();
                    }

                    @Override
                    public List<String> list(String directory) throws IOException {
                        if (!Files.isDirectory(root.resolve(directory))) {
                            return List.of();
                        }
                        try (Stream<Path> files = Files.list(root.resolve(directory))) {
                            return files.map(file -> file.getFileName().toString())
                                    .sorted()
                                    .toList();
                        }
                    }
                },
                List.of(paths));
    }

    @Test
    void everything_needed_is_found_where_the_dynamic_linker_looks() throws IOException {
        put(
                "usr/bin/app",
                SyntheticElf.x86()
                        .interpreter("/lib64/ld-linux-x86-64.so.2")
                        .needs("libprivate.so")
                        .needs("liblocal.so.2")
                        .runpath("$ORIGIN/../lib/app"));
        put("usr/lib/app/libprivate.so", SyntheticElf.x86().needs("libc.so.6"));
        put("usr/local/lib/liblocal.so.2", SyntheticElf.x86());
        put("usr/lib/x86_64-linux-gnu/libc.so.6", SyntheticElf.x86());
        put("usr/lib64/ld-linux-x86-64.so.2", SyntheticElf.x86());
        Files.createDirectories(root.resolve("etc/ld.so.conf.d"));
        Files.writeString(root.resolve("etc/ld.so.conf.d/libc.conf"), "# default\n/usr/local/lib\n");

        LibraryClosure closure = closure("usr/bin/app");

        assertThat(closure.missing()).isEmpty();
        assertThat(closure.files())
                .containsExactly(
                        "usr/bin/app",
                        "usr/lib/app/libprivate.so",
                        "usr/lib/x86_64-linux-gnu/libc.so.6",
                        "usr/lib64/ld-linux-x86-64.so.2",
                        "usr/local/lib/liblocal.so.2");
    }

    @Test
    void a_library_that_is_nowhere_is_reported_with_who_needs_it() throws IOException {
        put("usr/bin/app", SyntheticElf.x86().needs("libgone.so.1"));

        assertThat(closure("bin/app").missing()).containsExactly(new Missing("usr/bin/app", "libgone.so.1"));
    }
}
