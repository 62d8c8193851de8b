package dev.jos.packages.source;

import dev.jos.host.Command;
import dev.jos.host.DurableFiles;
import dev.jos.store.Store;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The build of one source package of the archive.
///
/// All steps run in the sandbox, and only plain files are taken out of it.
final class BuildRun {

    /// How the archive of another upstream source is called among the inputs.
    static final String UPSTREAM = "upstream";

    private static final String TREE = "/build/source";

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

    BuildRun(PreparedBuild build, BuildDirectory directory) {
        this.build = build;
        this.directory = directory;
    }

    /// Makes the directory.
    void prepare(List<Input> inputs, Store store, DurableFiles files) throws IOException {
        directory.create(new BuildRoot(store).compose(build.inputs(), build.links()), store, files);
        for (Input each : inputs) {
            Files.copy(each.file(), directory.sources().resolve(each.name()));
        }
        int number = 0;
        for (SourceVariant.Patch each : build.variant().patches()) {
            Files.copy(each.file(), directory.sources().resolve(patchName(number++)));
        }
    }

    /// Unpacks, changes and builds the source.
    ///
    /// @return the packages it made
    List<Path> build() throws IOException {
        step(
                BuildFailed.Reason.UNPACK,
                "",
                Command.of(
                        "dpkg-source",
                        "--no-check",
                        "-x",
                        "/sources/" + build.source().dsc().name(),
                        TREE));
        if (build.variant().upstream().isPresent()) {
            String upstream = build.variant().upstream().get().version();
            step(
                    BuildFailed.Reason.PATCH,
                    "debian/patches",
                    Command.of("sh", "-c", MOVE_TO_UPSTREAM, "sh", version(upstream), upstream));
        }
        int number = 0;
        for (SourceVariant.Patch each : build.variant().patches()) {
            String file = "/sources/" + patchName(number++);
            Command patch = Command.of("patch", "-p1", "--batch", "--forward", "--no-backup-if-mismatch", "-i", file);
            step(BuildFailed.Reason.PATCH, each.name(), patch.directory(Path.of(TREE)));
        }
        Command packaging = Command.of(
                        "dpkg-buildpackage", "-us", "-uc", build.variant().buildsAll() ? "-b" : "-B")
                .directory(Path.of(TREE))
                .timeout(build.variant().timeout());
        step(BuildFailed.Reason.BUILD, "", packaging);
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

    private static String patchName(int number) {
        return "patch-" + number;
    }

    /// What Debian's builders set, and nothing of this machine.
    private Command environment(Command command) {
        List<String> options = new ArrayList<>(build.variant().options());
        options.add("parallel=" + Runtime.getRuntime().availableProcessors());
        return command.env("DEB_BUILD_OPTIONS", String.join(" ", options))
                .env("DEB_BUILD_PROFILES", String.join(" ", build.variant().profiles()));
    }

    private void step(BuildFailed.Reason reason, String subject, Command command) throws IOException {
        directory.step(reason, subject, environment(command));
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
