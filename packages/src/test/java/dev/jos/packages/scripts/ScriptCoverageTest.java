package dev.jos.packages.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.host.HttpDownloader;
import dev.jos.host.JosRoot;
import dev.jos.host.LinuxDurableFiles;
import dev.jos.host.LinuxSystemCalls;
import dev.jos.host.Progress;
import dev.jos.packages.Architecture;
import dev.jos.packages.archive.Archive;
import dev.jos.packages.archive.ArchiveSettings;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.resolve.Request;
import dev.jos.packages.resolve.Resolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.XZInputStream;

/// How much of a whole desktop's maintainer scripts is accounted for. Fetches the control archives alone: the first
/// bytes of every package.
@Tag("integration")
class ScriptCoverageTest {

    private static final List<String> DESKTOP = List.of(
            "task-xfce-desktop",
            "task-ssh-server",
            "linux-image-amd64",
            "nginx",
            "vim",
            "sudo",
            "git",
            "postgresql",
            "python3",
            "lvm2",
            "mdadm",
            "cryptsetup",
            "sysstat",
            "systemd-resolved",
            "systemd-timesyncd",
            "fuse3");

    /// Where the control archive's size stands: after the file's magic, the first member and its own name.
    private static final int SIZE_AT = 8 + 60 + 4 + 48;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void ninety_nine_percent_of_a_desktop_is_accounted_for(@TempDir Path directory) throws Exception {
        JosRoot root = new JosRoot(directory);
        LinuxDurableFiles files = new LinuxDurableFiles(new LinuxSystemCalls());
        Archive archive = Archive.of(ArchiveSettings.DEFAULT, root, new HttpDownloader(files), files);
        List<LockedPackage> packages = new Resolver(archive.indexOrRefresh(Architecture.AMD64, Progress.NONE))
                .resolve(Request.of(Architecture.AMD64, DESKTOP).withRecommends(true), List.of())
                .packages();

        List<String> uncovered = Collections.synchronizedList(new ArrayList<>());
        Set<String> names = Collections.synchronizedSet(new HashSet<>());
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Future<?>> pending = new ArrayList<>();
            for (LockedPackage each : packages) {
                pending.add(threads.submit(() -> {
                    for (Uncovered statement : analyse(archive, each).uncovered()) {
                        names.add(each.name());
                        uncovered.add("%s %s:%d `%s`: %s"
                                .formatted(
                                        each.name(),
                                        statement.script(),
                                        statement.line(),
                                        statement.statement(),
                                        statement.why()));
                    }
                    return null;
                }));
            }
            for (Future<?> each : pending) {
                each.get();
            }
        }

        assertThat(packages).hasSizeGreaterThan(1000);
        assertThat(names.size() * 100.0 / packages.size())
                .as("%d packages, not covered:%n%s", packages.size(), String.join("\n", uncovered))
                .isLessThan(1.0);
    }

    private Declarations analyse(Archive archive, LockedPackage locked) throws IOException, InterruptedException {
        Map<String, String> members = control(archive.locations(locked).getFirst());
        Set<String> shipped = new HashSet<>();
        members.getOrDefault("md5sums", "")
                .lines()
                .filter(line -> line.length() > 34)
                .forEach(line -> add(shipped, "/" + line.substring(34)));
        members.getOrDefault("conffiles", "")
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("/"))
                .forEach(line -> add(shipped, line));
        PackageScripts scripts = new PackageScripts(locked.name(), locked.id().architecture(), members);
        return new MaintainerScriptAnalysis().analyse(scripts, shipped::contains);
    }

    private static void add(Set<String> shipped, String path) {
        for (String each = Paths.canonical(path); each.length() > 1 && shipped.add(each); each = Paths.parent(each)) {}
    }

    private Map<String, String> control(URI deb) throws IOException, InterruptedException {
        byte[] head = range(deb, 0, 1 << 15);
        int size = Integer.parseInt(new String(head, SIZE_AT, 10, StandardCharsets.US_ASCII).strip());
        int start = SIZE_AT + 12;
        byte[] whole = head.length >= start + size ? head : range(deb, 0, start + size);
        Map<String, String> members = new HashMap<>();
        try (InputStream xz = new XZInputStream(new ByteArrayInputStream(whole, start, size));
                TarArchiveInputStream tar = new TarArchiveInputStream(xz)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile()) {
                    String name = entry.getName().replaceFirst("^\\./", "");
                    members.put(name, new String(tar.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return members;
    }

    private byte[] range(URI uri, int from, int to) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Range", "bytes=%d-%d".formatted(from, to - 1))
                .build();
        for (int attempt = 1; ; attempt++) {
            try {
                HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
                if (response.statusCode() == 206 || response.statusCode() == 200) {
                    return response.body();
                }
                throw new IOException(uri + " answered " + response.statusCode());
            } catch (IOException failed) {
                if (attempt == 4) {
                    throw failed;
                }
            }
        }
    }
}
