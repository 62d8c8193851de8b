package dev.jos.packages.source;

import dev.jos.host.Command;
import dev.jos.host.DurableFiles;
import dev.jos.store.Store;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// One build: a directory with the hierarchy it sees, its sources, and the place it writes to.
///
/// Nothing of what a build writes is read or changed from outside while it may hold links to elsewhere: all
/// steps run in the sandbox, and only plain files are taken out of it.
final class BuildRun {

    /// How the archive of another upstream source is called among the inputs.
    static final String UPSTREAM = "upstream";

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

    /// A file that a build starts from.
    record Input(String name, Path file) {}

    private final PreparedBuild build;
    private final BuildDirectory directory;

    /// @param directory one that does not exist yet
    BuildRun(PreparedBuild build, BuildDirectory directory) {
        this.build = build;
        this.directory = directory;
    }

    /// Makes the directory.
    void prepare(List<Input> inputs, Store store, DurableFiles files) throws IOException {
        directory.create(new BuildRoot(store).compose(build.inputs(), build.links()), environment(), store, files);
        Path sources = directory.sources();
        for (Input each : inputs) {
            Files.copy(each.file(), sources.resolve(each.name()));
        }
        if (!build.variant().configure().isEmpty()) {
            writeWrapper(sources.resolve("bin"), files);
        }
        int number = 0;
        for (SourceVariant.Patch each : build.variant().patches()) {
            Files.copy(each.file(), sources.resolve(patchName(number++)));
        }
    }

    /// A program that stands before debhelper's of the same name, and adds flags to it.
    private void writeWrapper(Path directory, DurableFiles files) throws IOException {
        files.createDirectories(directory);
        Path wrapper = directory.resolve("dh_auto_configure");
        Files.writeString(wrapper, """
                #!/bin/sh
                : > /build/configured
                for word; do
                  if [ "$word" = -- ]; then
                    exec /usr/bin/dh_auto_configure "$@" %1$s
                  fi
                done
                exec /usr/bin/dh_auto_configure "$@" -- %1$s
                """.formatted(quoted(build.variant().configure())));
        Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// Unpacks, changes and builds the source.
    ///
    /// @param signed who signed the source, for the log; nothing if the signature does not fit
    /// @return the packages it made
    List<Path> build(Optional<String> signed) throws IOException {
        if (signed.isEmpty()) {
            throw directory.failed(
                    BuildFailed.Reason.SIGNATURE, build.source().dsc().name());
        }
        directory.note(signed.get());
        directory.step(
                BuildFailed.Reason.UNPACK,
                "",
                Command.of(
                        "dpkg-source", "-x", "/sources/" + build.source().dsc().name(), BuildPlace.TREE));
        if (build.variant().upstream().isPresent()) {
            String upstream = build.variant().upstream().get().version();
            directory.step(
                    BuildFailed.Reason.PATCH,
                    "debian/patches",
                    Command.of("sh", "-c", MOVE_TO_UPSTREAM, "sh", version(upstream), upstream));
        }
        int number = 0;
        for (SourceVariant.Patch each : build.variant().patches()) {
            String file = "/sources/" + patchName(number++);
            Command patch = Command.of("patch", "-p1", "--batch", "--forward", "--no-backup-if-mismatch", "-i", file);
            directory.step(BuildFailed.Reason.PATCH, each.name(), patch.directory(Path.of(BuildPlace.TREE)));
        }
        // Packages for every architecture stay those of the archive: where tests are left out, some sources cannot
        // build them, for their documentation is made along with the tests.
        Command packaging = Command.of("dpkg-buildpackage", "-us", "-uc", "-B")
                .directory(Path.of(BuildPlace.TREE))
                .timeout(build.variant().timeout());
        directory.step(BuildFailed.Reason.BUILD, "", packaging);
        if (!build.variant().configure().isEmpty()
                && !Files.exists(directory.build().resolve("configured"))) {
            throw directory.failed(BuildFailed.Reason.NOT_CONFIGURED, "");
        }
        List<Path> packages = packages();
        if (packages.isEmpty()) {
            throw directory.failed(BuildFailed.Reason.NO_PACKAGES, "");
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

    private Map<String, String> environment() {
        SourceVariant variant = build.variant();
        List<String> options = new ArrayList<>(variant.options());
        options.add("parallel=" + Runtime.getRuntime().availableProcessors());
        Map<String, String> environment = new TreeMap<>();
        if (!variant.configure().isEmpty()) {
            environment.put("PATH", "/sources/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        }
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
}
