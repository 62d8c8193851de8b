package dev.jos.packages.source;

import dev.jos.host.Command;
import dev.jos.host.CommandFailed;
import dev.jos.host.CommandTimedOut;
import dev.jos.host.DurableFiles;
import dev.jos.packages.tools.Sandbox;
import dev.jos.store.HardlinkCheckout;
import dev.jos.store.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// One build: a directory with the hierarchy it sees, its sources, and the place it writes to.
///
/// Nothing of what a build writes is read or changed from outside while it may hold links to elsewhere: all
/// steps run in the sandbox, and only plain files are taken out of it.
final class BuildRun {

    /// How the archive of another upstream source is called among the inputs.
    static final String UPSTREAM = "upstream";

    private static final int LAST_LINES = 20;

    /// Puts the packaging of one version around another: the arguments are its package version and its upstream
    /// version.
    private static final String MOVE_TO_UPSTREAM = """
            set -e
            date=$(cd /build/source && dpkg-parsechangelog -S Date)
            name=$(cd /build/source && dpkg-parsechangelog -S Source)
            mkdir /build/upstream
            tar -x -f /sources/upstream --strip-components=1 -C /build/upstream
            rm -rf /build/upstream/debian
            cp -a /build/source/debian /build/upstream/debian
            rm -rf /build/source
            mv /build/upstream /build/source
            cd /build/source
            rm -rf .pc
            if [ -e debian/patches/series ]; then
              grep -v '^[[:space:]]*\\(#.*\\)\\?$' debian/patches/series | while read -r patch options; do
                if patch -p1 --dry-run --batch --force --reverse -i "debian/patches/$patch" > /dev/null; then
                  echo "The patch $patch is part of the new version already."
                else
                  patch -p1 --batch --forward --no-backup-if-mismatch -i "debian/patches/$patch"
                fi
              done
            fi
            { printf '%s (%s) unstable; urgency=medium\\n\\n' "$name" "$1"
              printf '  * Upstream version %s.\\n\\n' "$2"
              printf ' -- jos <jos@localhost>  %s\\n\\n' "$date"
              cat debian/changelog; } > ../changelog
            mv ../changelog debian/changelog
            """;

    /// Stands before the program of its name, and adds flags to it.
    private static final String CONFIGURE = """
            #!/bin/sh
            : > /build/configured
            for word; do
              if [ "$word" = -- ]; then
                exec /usr/bin/dh_auto_configure "$@" %1$s
              fi
            done
            exec /usr/bin/dh_auto_configure "$@" -- %1$s
            """;

    /// A file that a build starts from.
    record Input(String name, Path file) {}

    private final PreparedBuild build;
    private final BuildDirectory directory;
    private final Path log;
    private final Sandbox sandbox;
    private final Store store;
    private final DurableFiles files;

    /// @param directory one that does not exist yet
    BuildRun(
            PreparedBuild build, BuildDirectory directory, Path log, Sandbox sandbox, Store store, DurableFiles files) {
        this.build = build;
        this.directory = directory;
        this.log = log;
        this.sandbox = sandbox.around(directory.root());
        this.store = store;
        this.files = files;
    }

    /// Makes the directory.
    void prepare(List<Input> inputs) throws IOException {
        files.createDirectories(directory.build());
        HardlinkCheckout.write(new BuildRoot(store).compose(build.inputs(), build.links()), store, directory.root());
        directory.writeEnvironment(environment(), files);
        Path sources = directory.sources();
        files.createDirectories(sources);
        for (Input each : inputs) {
            Files.copy(each.file(), sources.resolve(each.name()));
        }
        if (!build.variant().configure().isEmpty()) {
            Path wrapper = sources.resolve("bin/dh_auto_configure");
            files.createDirectories(wrapper.getParent());
            Files.writeString(
                    wrapper, CONFIGURE.formatted(quoted(build.variant().configure())));
            Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        int number = 0;
        for (SourceVariant.Patch each : build.variant().patches()) {
            Files.copy(each.file(), sources.resolve(patchName(number++)));
        }
    }

    /// Unpacks, changes and builds the source.
    ///
    /// @param signed who signed the source, for the log; nothing if the signature does not fit
    /// @return the packages it made
    List<Path> build(Optional<String> signed, boolean keep) throws IOException {
        Files.writeString(log, signed.map(sentence -> sentence + "\n").orElse(""));
        if (signed.isEmpty()) {
            throw failed(BuildFailed.Reason.SIGNATURE, build.source().dsc().name(), keep);
        }
        step(
                BuildFailed.Reason.UNPACK,
                "",
                Command.of(
                        "dpkg-source", "-x", "/sources/" + build.source().dsc().name(), BuildDirectory.TREE),
                keep);
        if (build.variant().upstream().isPresent()) {
            String upstream = build.variant().upstream().get().version();
            step(
                    BuildFailed.Reason.PATCH,
                    "debian/patches",
                    Command.of("sh", "-c", MOVE_TO_UPSTREAM, "sh", version(upstream), upstream),
                    keep);
        }
        int number = 0;
        for (SourceVariant.Patch each : build.variant().patches()) {
            String file = "/sources/" + patchName(number++);
            Command patch = Command.of("patch", "-p1", "--batch", "--forward", "--no-backup-if-mismatch", "-i", file);
            step(BuildFailed.Reason.PATCH, each.name(), patch.directory(Path.of(BuildDirectory.TREE)), keep);
        }
        // Packages for every architecture stay those of the archive: where tests are left out, some sources cannot
        // build them, for their documentation is made along with the tests.
        Command packaging = Command.of("dpkg-buildpackage", "-us", "-uc", "-B")
                .directory(Path.of(BuildDirectory.TREE))
                .timeout(build.variant().timeout());
        step(BuildFailed.Reason.BUILD, "", packaging, keep);
        if (!build.variant().configure().isEmpty()
                && !Files.exists(directory.build().resolve("configured"))) {
            throw failed(BuildFailed.Reason.NOT_CONFIGURED, "", keep);
        }
        List<Path> packages = packages();
        if (packages.isEmpty()) {
            throw failed(BuildFailed.Reason.NO_PACKAGES, "", keep);
        }
        return packages;
    }

    /// The version of a package of another upstream source: below any that Debian would give it.
    private String version(String upstream) {
        String own = build.source().version().text();
        int epoch = own.indexOf(':');
        return own.substring(0, epoch + 1) + upstream + "-0jos1";
    }

    /// The words for a shell.
    private static String quoted(List<String> words) {
        return words.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    private static String patchName(int number) {
        return "patch-" + number;
    }

    private void step(BuildFailed.Reason reason, String subject, Command command, boolean keep) throws IOException {
        try {
            sandbox.run(
                    directory
                            .inEnvironment(command)
                            .stdout(new Command.Output.AppendedTo(log))
                            .stderr(new Command.Output.AppendedTo(log)),
                    directory.confinement());
        } catch (CommandFailed failed) {
            BuildFailed problem = failed(reason, subject, keep);
            problem.initCause(failed);
            throw problem;
        } catch (CommandTimedOut late) {
            BuildFailed problem =
                    failed(BuildFailed.Reason.TIMEOUT, minutes(build.variant().timeout()), keep);
            problem.initCause(late);
            throw problem;
        }
    }

    private static String minutes(Duration time) {
        return time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }

    /// What Debian's builders set, and nothing of this machine.
    private Map<String, String> environment() {
        SourceVariant variant = build.variant();
        List<String> options = new ArrayList<>(variant.options());
        options.add("parallel=" + Runtime.getRuntime().availableProcessors());
        String path = "/usr/sbin:/usr/bin:/sbin:/bin";
        Map<String, String> environment = new TreeMap<>();
        environment.put("PATH", variant.configure().isEmpty() ? path : "/sources/bin:" + path);
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("TZ", "UTC");
        environment.put("HOME", "/nonexistent");
        environment.put("USER", "build");
        environment.put("LOGNAME", "build");
        environment.put("SHELL", "/bin/sh");
        environment.put("DEB_BUILD_OPTIONS", String.join(" ", options));
        environment.put("DEB_BUILD_PROFILES", String.join(" ", variant.profiles()));
        // Only user 1000 exists here: for others, chown(2) gives an error that fakeroot(1) does not expect.
        environment.put("FAKEROOTDONTTRYCHOWN", "1");
        // What a changed library offers is compared by jos, and may be less than before.
        environment.put("DPKG_GENSYMBOLS_CHECK_LEVEL", variant.isChanged() ? "0" : "1");
        return environment;
    }

    private List<Path> packages() throws IOException {
        List<Path> packages = new ArrayList<>();
        try (DirectoryStream<Path> built = Files.newDirectoryStream(directory.build(), "*.deb")) {
            for (Path each : built) {
                boolean symbols = each.getFileName().toString().contains("-dbgsym_");
                if (!symbols && Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
                    packages.add(each);
                }
            }
        }
        packages.sort(null);
        return packages;
    }

    private BuildFailed failed(BuildFailed.Reason reason, String subject, boolean keep) throws IOException {
        List<String> lines = reason == BuildFailed.Reason.PATCH ? hunks() : lastLines(line -> true);
        return new BuildFailed(
                build.toString(), reason, subject, lines, log, keep ? Optional.of(directory.path()) : Optional.empty());
    }

    /// What patch(1) says of the parts that do not apply.
    private List<String> hunks() throws IOException {
        List<String> lines = lastLines(line -> line.contains("FAILED")
                || line.startsWith("patching file")
                || line.contains("can't find file")
                || line.contains("malformed")
                || line.contains("Only garbage")
                || line.contains("previously applied"));
        return lines.isEmpty() ? lastLines(line -> true) : lines;
    }

    private List<String> lastLines(Predicate<String> wanted) throws IOException {
        Deque<String> last = new ArrayDeque<>();
        if (Files.exists(log)) {
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(Files.newInputStream(log), StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    if (wanted.test(line)) {
                        last.add(line);
                    }
                    if (last.size() > LAST_LINES) {
                        last.remove();
                    }
                }
            }
        }
        return List.copyOf(last);
    }
}
